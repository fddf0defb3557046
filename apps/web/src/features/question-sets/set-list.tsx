import type { QuestionSet } from '@llamune/contracts';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Badge } from '../../components/ui/badge';
import { MoreButton } from '../../components/ui/more-button';
import { formatDateTime, formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { setPages } from './set-queries';

/** The question sets of a PoC, or all, newest first: those in use, or those that were put away. */
export function SetList({ poc, archived }: { poc: number | undefined; archived: boolean }) {
  const { t } = useTranslation();
  const pages = useSuspenseInfiniteQuery(setPages({ poc, archived }));
  const sets = pages.data.pages.flat();
  if (sets.length === 0) return <p className="text-sm text-ink-soft">{t(archived ? 'retest.noArchivedSets' : 'retest.noSets')}</p>;
  return (
    <>
      <ul aria-label={t('retest.sets')} className="-mx-4 -my-3 divide-y sm:-mx-5">
        {sets.map((set) => (
          <Row key={set.id} set={set} />
        ))}
      </ul>
      <MoreButton pages={pages} />
    </>
  );
}

function Row({ set }: { set: QuestionSet }) {
  const { t } = useTranslation();
  return (
    <li className="relative flex flex-wrap items-center gap-x-6 gap-y-1 px-4 py-3 hover:bg-sunken/60 sm:px-5">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-x-2.5">
          <Link to="/retest/sets/$setId" params={{ setId: set.id }} className="font-medium after:absolute after:inset-0">
            {set.name}
          </Link>
          <Badge>{t('sets.version', { version: set.version })}</Badge>
        </p>
        <p className="text-xs text-ink-faint">{t('retest.made', { date: formatDateTime(set.created_at), name: set.created_by })}</p>
      </div>
      <p className="flex flex-wrap gap-x-4 text-sm text-ink-soft">
        <span>{t('sets.count', { count: formatNumber(set.question_count) })}</span>
        {set.held_out_count > 0 && <span>{t('sets.heldOutCount', { count: formatNumber(set.held_out_count) })}</span>}
      </p>
    </li>
  );
}
