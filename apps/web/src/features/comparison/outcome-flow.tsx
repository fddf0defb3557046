import type { ComparisonResult, Outcome } from '@llamune/contracts';
import { cn } from '../../lib/cn';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { outcomeLook } from './outcome-look';

type Counts = ComparisonResult['outcomes'];
type Judged = Exclude<Outcome, 'unseen'>;

/** From top to bottom, on the left by what it was, on the right by what it is. */
const before: readonly Judged[] = ['same_good', 'broken', 'fixed', 'same_bad'];
const after: readonly Judged[] = ['same_good', 'fixed', 'broken', 'same_bad'];
/** What was broken lies above what was mended: there is less of it. */
const drawn: readonly Judged[] = ['same_good', 'same_bad', 'fixed', 'broken'];
const height = 200;
const gap = 10;
const bar = 12;
const width = 400;

/** Where each band begins and ends on one side: 良い above, the rest below a gap. */
const layOut = (counts: Counts, order: readonly Judged[], goodUntil: number) => {
  const total = order.reduce((sum, name) => sum + counts[name], 0);
  const scale = (height - gap) / Math.max(1, total);
  let at = 0;
  const spans = new Map<Judged, { from: number; to: number }>();
  for (const [index, name] of order.entries()) {
    if (index === goodUntil) at += gap;
    spans.set(name, { from: at, to: at + counts[name] * scale });
    at += counts[name] * scale;
  }
  return spans;
};

const band = (left: { from: number; to: number }, right: { from: number; to: number }) => {
  const [start, end, middle] = [bar, width - bar, width / 2];
  return `M${start},${left.from} C${middle},${left.from} ${middle},${right.from} ${end},${right.from} L${end},${right.to} C${middle},${right.to} ${middle},${left.to} ${start},${left.to} Z`;
};

const opacity: Record<Judged, string> = { fixed: 'opacity-75', broken: 'opacity-75', same_good: 'opacity-25', same_bad: 'opacity-35' };
/** Thinner than this, a number does not fit in its band. */
const leastForNumber = 15;

/** How the questions went from the old version to the new one: what rises was mended, what falls was broken. For the eye; the figures beside say the same. */
export function OutcomeFlow({ outcomes }: { outcomes: Counts }) {
  const { t } = useTranslation();
  const [left, right] = [layOut(outcomes, before, 2), layOut(outcomes, after, 2)];
  const judged = outcomes.questions - outcomes.unseen;
  if (judged === 0) return <p className="rounded-md border border-dashed px-4 py-10 text-center text-sm text-ink-faint">{t('comparison.flowNone')}</p>;
  const good = { left: outcomes.same_good + outcomes.broken, right: outcomes.same_good + outcomes.fixed };
  return (
    <div aria-hidden className="mx-auto w-full max-w-xl">
      <div className="mb-1.5 flex justify-between text-sm font-medium">
        <span>{t('comparison.baseline')}</span>
        <span>{t('comparison.candidate')}</span>
      </div>
      <div className="flex items-stretch gap-2 text-xs text-ink-soft">
        <SideTexts good={good.left} bad={judged - good.left} judged={judged} isLeft />
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" className="h-50 min-w-0 flex-1">
          {drawn.map((name) => outcomes[name] > 0 && <path key={name} d={band(left.get(name)!, right.get(name)!)} className={cn(outcomeLook[name].fill, opacity[name])} />)}
          {[left, right].map((spans, index) => {
            const [goods, bads] = index === 0 ? (['broken', 'fixed'] as const) : (['fixed', 'broken'] as const);
            const x = index === 0 ? 0 : width - bar;
            return (
              <g key={index}>
                <rect x={x} width={bar} y={0} height={spans.get(goods)!.to} className="fill-good" />
                <rect x={x} width={bar} y={spans.get(bads)!.from} height={height - spans.get(bads)!.from} className="fill-line-strong" />
              </g>
            );
          })}
        </svg>
        <SideTexts good={good.right} bad={judged - good.right} judged={judged} isLeft={false} />
      </div>
      <ul className="mt-2 flex flex-wrap justify-center gap-x-5 gap-y-1 text-sm">
        {(['fixed', 'broken'] as const).map((name) => (
          <li key={name} className={cn('flex items-center gap-1.5 font-medium', outcomeLook[name].text)}>
            <span className={cn('size-3 rounded-sm', name === 'fixed' ? 'bg-good opacity-75' : 'bg-bad opacity-75')} />
            {outcomeLook[name].sign} {t(`comparison.outcome.${name}`)} {formatNumber(outcomes[name])}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** 良い and the rest of one side, each beside its bar, unless it is too thin to stand beside. */
function SideTexts({ good, bad, judged, isLeft }: { good: number; bad: number; judged: number; isLeft: boolean }) {
  const { t } = useTranslation();
  const tall = (count: number) => (count / judged) * height >= leastForNumber;
  return (
    <div className={cn('flex w-14 shrink-0 flex-col gap-2.5', isLeft ? 'text-right' : 'text-left')}>
      {[
        { name: 'good', count: good, text: t('evaluation.1') },
        { name: 'bad', count: bad, text: t('comparison.notGood') },
      ].map(
        ({ name, count, text }) =>
          count > 0 && (
            <p key={name} className="flex flex-col justify-center overflow-hidden leading-tight" style={{ flexGrow: count, flexBasis: 0 }}>
              {tall(count) && (
                <>
                  {text}
                  <span className="text-base font-semibold text-ink">{formatNumber(count)}</span>
                </>
              )}
            </p>
          ),
      )}
    </div>
  );
}
