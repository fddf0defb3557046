import type { ComparisonItem, ComparisonResult, ModelLine, Poc, RunDetail, User } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { ArrowLeft, Printer } from 'lucide-react';
import { Button } from '../../components/ui/button';
import { formatDate } from '../../lib/format';
import { currentLanguage, useTranslation } from '../../lib/i18n';
import { usePageTitle } from '../../lib/use-page-title';
import { ReportBroken } from './report-broken';
import { ReportConditions } from './report-conditions';
import { ReportFigures } from './report-figures';

export interface Reported {
  result: ComparisonResult;
  poc: Poc | undefined;
  runs: Record<'baseline' | 'candidate', RunDetail>;
  lines: Record<'baseline' | 'candidate', ModelLine>;
  /** As many as fit. */
  broken: readonly ComparisonItem[];
  /** When all this was so. */
  at: Date;
}

/** A result on one sheet of A4, to be signed. On paper there is nothing else, and it is white whatever the theme. */
export function ReportPage({ reported, me }: { reported: Reported; me: User }) {
  const { t } = useTranslation();
  usePageTitle(t('comparison.reportTitle'));
  const { result } = reported;
  const { comparison, outcomes, sentence } = result;
  return (
    <div data-full-screen className="min-h-[calc(100dvh-var(--top))] bg-ground pb-10 print:min-h-0 print:bg-transparent print:pb-0">
      <header className="sticky top-(--top) z-20 flex h-13 items-center justify-between gap-3 border-b bg-sunken px-2 sm:px-4 print:hidden">
        <Button asChild variant="ghost" className="px-2.5 max-md:h-10">
          <Link to="/retest/compare/$comparisonId" params={{ comparisonId: comparison.id }}>
            <ArrowLeft aria-hidden />
            {t('comparison.backToResult')}
          </Link>
        </Button>
        <Button variant="primary" onClick={() => window.print()} className="max-md:h-10">
          <Printer aria-hidden />
          {t('comparison.print')}
        </Button>
      </header>
      <article data-theme="light" className="mx-auto mt-6 flex w-[210mm] max-w-[calc(100%-1.5rem)] flex-col gap-3 border bg-surface p-5 text-[11px] leading-[1.5] text-ink sm:min-h-[297mm] sm:p-[14mm] print:m-0 print:min-h-[268mm] print:w-auto print:max-w-none print:border-0 print:p-0">
        <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-1 border-b-2 border-ink pb-2">
          <h1 className="text-xl tracking-wide">{t('comparison.reportTitle')}</h1>
          <p className="text-right">
            {t('comparison.reportNumber', { id: comparison.id })}
            <br />
            {t('comparison.reportDate', { date: formatDate(reported.at), name: me.username })}
          </p>
        </div>
        <p className="rounded-sm border-l-4 border-ink bg-ground px-3 py-2 text-[14px] leading-relaxed font-semibold text-pretty">{sentence[currentLanguage()]}</p>
        {outcomes.unseen > 0 && <p>{t('comparison.reportUnfinished', { count: outcomes.unseen })}</p>}
        <ReportConditions reported={reported} />
        <ReportFigures result={result} />
        <ReportBroken broken={reported.broken} count={outcomes.broken} />
        <Signatures />
      </article>
    </div>
  );
}

function Signatures() {
  const { t } = useTranslation();
  return (
    <section className="mt-auto break-inside-avoid pt-1">
      <p className="mb-2">{t('comparison.signLead')}</p>
      <ul className="grid gap-x-6 gap-y-4 sm:grid-cols-3">
        {(['judge', 'checker', 'approver'] as const).map((who) => (
          <li key={who}>
            <p>{t(`comparison.sign.${who}`)}</p>
            <p className="mt-6 flex justify-between border-t border-ink pt-0.5 text-ink-faint">
              <span>{t('comparison.signName')}</span>
              <span>{t('comparison.signDate')}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
