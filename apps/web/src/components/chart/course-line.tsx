import { fewerIsFew, type Course, type CoursePoint } from './rate-mark';

interface CourseLineProps {
  course: Course;
  xOf: (step: number) => number;
  isFaint?: boolean;
  /** The index of the point that is being told. */
  told?: number | undefined;
}

const up = (share: number) => 100 - share * 100;

/** Steps without a break. Over a gap nobody knows how it went, so nothing is drawn there. */
const runsOf = (points: readonly CoursePoint[]) => {
  const runs: CoursePoint[][] = [];
  for (const point of points) {
    const run = runs.at(-1);
    if (run && run.at(-1)!.step === point.step - 1) run.push(point);
    else runs.push([point]);
  }
  return runs;
};

/** One course inside the chart's <svg>: line, and for the told one its band and dots. A point alone has a whisker instead of a band. */
export function CourseLine({ course, xOf, isFaint = false, told }: CourseLineProps) {
  const runs = runsOf(course.points);
  const corners = (run: readonly CoursePoint[], name: 'rate' | 'low' | 'high') => run.map((point) => `${xOf(point.step)},${up(point[name])}`);
  const middle = course.points[Math.floor(course.points.length / 2)];
  const tone = isFaint ? 'stroke-line-strong' : 'stroke-good';
  return (
    <g>
      {/* Stretched to its place: lines keep their width all the same. */}
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%" className="overflow-visible">
        {runs.map((run) => (
          <g key={run[0]!.step}>
            {!isFaint && run.length > 1 && <polygon points={[...corners(run, 'low'), ...corners(run, 'high').toReversed()].join(' ')} className="fill-good opacity-15" />}
            {run.length > 1 && <polyline points={corners(run, 'rate').join(' ')} fill="none" strokeWidth={isFaint ? 1.5 : 2.5} strokeLinejoin="round" vectorEffect="non-scaling-stroke" className={tone} strokeOpacity={isFaint ? 0.7 : 1} />}
          </g>
        ))}
      </svg>
      {isFaint && middle && (
        <text x={`${xOf(middle.step)}%`} y={`${up(middle.rate)}%`} dy={-8} textAnchor="middle" className="fill-ink-faint text-[11px]">
          {course.shortName}
        </text>
      )}
      {runs.map(([point, ...more]) => point && more.length === 0 && !isFaint && <Whisker key={point.step} point={point} x={`${xOf(point.step)}%`} />)}
      {course.points.map((point, index) =>
        isFaint ? (
          <circle key={point.step} cx={`${xOf(point.step)}%`} cy={`${up(point.rate)}%`} r={2.5} className="fill-line-strong" />
        ) : (
          <circle key={point.step} cx={`${xOf(point.step)}%`} cy={`${up(point.rate)}%`} r={index === told ? 6.5 : 4.5} strokeWidth={2} className={point.count < fewerIsFew ? 'fill-surface stroke-good' : 'fill-good stroke-good'} />
        ),
      )}
    </g>
  );
}

const Whisker = ({ point, x }: { point: CoursePoint; x: string }) => <line x1={x} x2={x} y1={`${up(point.low)}%`} y2={`${up(point.high)}%`} strokeWidth={2} className="stroke-good opacity-50" />;
