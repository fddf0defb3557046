import type { ComparisonResult } from '@llamune/contracts';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { outcomes as names } from './item-search';
import { outcomeLook } from './outcome-look';
import { ReportSection } from './report-section';
import { useNames } from './version-names';

const cell = 'border-b px-2 py-0.5 text-right';
const head = 'border-b border-line-strong px-2 py-0.5 text-right font-normal text-ink-soft';
const name = 'border-b py-0.5 pr-2 text-left font-normal';

/** The figures of the sentence, and the same by where the new version could know the answer from. */
export function ReportFigures({ result }: { result: ComparisonResult }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-x-8 gap-y-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <ReportSection title={t('comparison.outcomesTitle')}>
        <table className="w-full">
          <tbody>
            {names.map((outcome) => (
              <tr key={outcome}>
                <th scope="row" className={name}>
                  <span aria-hidden className="mr-1.5 inline-block w-3 text-center">
                    {outcomeLook[outcome].sign}
                  </span>
                  {t(`comparison.outcome.${outcome}`)}
                </th>
                <td className={cell}>{formatNumber(result.outcomes[outcome])}</td>
              </tr>
            ))}
            <tr className="font-semibold">
              <th scope="row" className="py-0.5 pr-2 text-left">
                {t('comparison.questionsTotal')}
              </th>
              <td className="px-2 py-0.5 text-right">{formatNumber(result.outcomes.questions)}</td>
            </tr>
          </tbody>
        </table>
      </ReportSection>
      <ReportSection title={t('comparison.ratesWithInterval')}>
        <Rates result={result} />
      </ReportSection>
    </div>
  );
}

type Sides = Pick<ComparisonResult, 'baseline' | 'candidate'>;

function Rates({ result }: { result: ComparisonResult }) {
  const { t } = useTranslation();
  const rows: (Sides & { id: string; label: string })[] = [
    { ...result, id: 'all', label: t('comparison.allQuestions') },
    ...result.groups.map((group) => ({ ...group, id: group.group, label: t(`comparison.group.${group.group}`) })),
  ];
  return (
    <table className="w-full">
      <thead>
        <tr>
          <th scope="col" className={head}>
            <span className="sr-only">{t('comparison.groupColumn')}</span>
          </th>
          <th scope="col" className={head}>
            {t('comparison.baseline')}
          </th>
          <th scope="col" className={head}>
            {t('comparison.candidate')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, label, baseline, candidate }) => (
          <tr key={id} className={id === 'all' ? 'font-semibold' : undefined}>
            <th scope="row" className={id === 'all' ? 'border-b py-0.5 pr-2 text-left' : name}>
              {label}
            </th>
            <td className={cell}>
              <Share side={baseline} />
            </td>
            <td className={cell}>
              <Share side={candidate} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Share({ side: { judged, good, good_rate: rate } }: { side: ComparisonResult['baseline'] }) {
  const { t } = useTranslation();
  const { rateOf, intervalOf } = useNames();
  if (!rate) return t('comparison.notJudgedShort');
  return (
    <>
      {t('comparison.of', { good: formatNumber(good), judged: formatNumber(judged) })} {rateOf(rate)}
      <span className="ml-1 font-normal whitespace-nowrap text-ink-soft">{t('common.inBrackets', { text: intervalOf(rate) })}</span>
    </>
  );
}
