import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { cn } from '../../lib/cn';
import { ChartTip } from './chart-tip';
import { CourseLine } from './course-line';
import { UprightGrid, UprightTicks } from './percent-grid';
import { spoken, type Course, type CoursePoint } from './rate-mark';

interface CourseChartProps {
  label: string;
  /** The names of all steps of time, also of those in which there is nothing; at least two. */
  steps: readonly string[];
  /** The one that is told: with its band, its marks and what they stand for. */
  course: Course;
  /** Those it is to be compared with. */
  others: readonly Course[];
}

/** How shares went over time. The marks of one course are walked through with the arrow keys, or by pointing. */
export function CourseChart({ label, steps, course, others }: CourseChartProps) {
  const xOf = (step: number) => (100 * step) / (steps.length - 1);
  const { points } = course;
  const { told, walk, point, leave, tell } = useToldPoint(points, xOf);
  const toldPoint = told === undefined ? undefined : points[told];
  return (
    <div className="pt-3">
      <div className="flex">
        <UprightTicks />
        <div className="relative h-56 flex-1" onPointerMove={point} onPointerDown={point} onPointerLeave={leave}>
          <svg aria-hidden className="absolute inset-0 size-full overflow-visible">
            <UprightGrid />
            {others.map((other) => (
              <CourseLine key={other.id} course={other} xOf={xOf} isFaint />
            ))}
            <CourseLine course={course} xOf={xOf} told={told} />
          </svg>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrow keys of the marks inside */}
          <ul aria-label={label} onKeyDown={walk}>
            {points.map((mark, index) => (
              <li key={mark.step}>
                <button
                  type="button"
                  aria-label={spoken(mark)}
                  data-index={index}
                  tabIndex={index === (told ?? points.length - 1) ? 0 : -1}
                  onFocus={() => tell(index)}
                  onBlur={leave}
                  className="pointer-events-none absolute size-5 -translate-1/2 rounded-full"
                  style={{ left: `${xOf(mark.step)}%`, top: `${100 - mark.rate * 100}%` }}
                />
              </li>
            ))}
          </ul>
          {toldPoint && <ChartTip x={xOf(toldPoint.step)} y={100 - toldPoint.rate * 100} title={toldPoint.title} facts={toldPoint.facts} />}
        </div>
        <div className="w-3 shrink-0" />
      </div>
      <StepNames steps={steps} xOf={xOf} />
    </div>
  );
}

const useToldPoint = (points: readonly CoursePoint[], xOf: (step: number) => number) => {
  const [told, setTold] = useState<number>();
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') setTold(undefined);
    const by = { ArrowRight: 1, ArrowLeft: -1, Home: -points.length, End: points.length }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const here = event.target instanceof HTMLElement ? Number(event.target.dataset.index) : 0;
    const next = Math.min(points.length - 1, Math.max(0, here + by));
    event.currentTarget.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus();
  };
  /** The nearest one: nobody hits a dot of a few pixels with a finger. */
  const point = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const x = (100 * (clientX - left)) / width;
    const distances = points.map(({ step }) => Math.abs(xOf(step) - x));
    setTold(distances.indexOf(Math.min(...distances)));
  };
  return { told, walk, point, tell: setTold, leave: () => setTold(undefined) };
};

const mostNames = 4;

/** A few of them, so that they never run into each other. */
function StepNames({ steps, xOf }: { steps: readonly string[]; xOf: (step: number) => number }) {
  const every = Math.ceil(steps.length / mostNames);
  return (
    <div aria-hidden className="relative mr-3 ml-10 h-6 text-xs text-ink-faint">
      {steps.map((name, step) =>
        // Counted from the end: the newest step always has its name.
        (steps.length - 1 - step) % every === 0 ? (
          <span key={name} className={cn('absolute top-1.5 whitespace-nowrap', step === steps.length - 1 ? '-right-3' : '-translate-x-1/2')} style={step === steps.length - 1 ? {} : { left: `${xOf(step)}%` }}>
            {name}
          </span>
        ) : null,
      )}
    </div>
  );
}
