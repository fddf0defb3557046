import type { ReviewProgress } from '@llamune/contracts';
import { useQuery } from '@tanstack/react-query';
import { ChartNoAxesColumn } from 'lucide-react';
import { ErrorNotice } from '../../components/error-notice';
import { Button } from '../../components/ui/button';
import { Popover } from '../../components/ui/popover';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { progressQuery } from './review-queries';

type Counts = ReviewProgress['me'];

/** What was judged today: by me, by all, and for an admin by each. */
export function Today({ poc }: { poc: number | undefined }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(progressQuery(poc));
  return (
    <Popover
      align="end"
      label={t('review.today')}
      className="w-[min(420px,calc(100vw-16px))]"
      trigger={
        <Button variant="ghost" className="px-2.5 max-md:h-10">
          <ChartNoAxesColumn aria-hidden />
          <span className="max-md:sr-only">{t('review.today')}</span>
          {data && <span className="font-semibold text-ink">{formatNumber(data.me.evaluated_today)}</span>}
          {data && <span className="text-sm font-normal text-ink-faint max-xl:hidden">{t('review.teamToday', { count: formatNumber(data.team.evaluated_today) })}</span>}
        </Button>
      }
    >
      {data ? <CountTable progress={data} /> : error ? <ErrorNotice error={error} /> : <p className="text-sm text-ink-faint">{t('app.loading')}</p>}
    </Popover>
  );
}

function CountTable({ progress: { me, team, people } }: { progress: ReviewProgress }) {
  const { t } = useTranslation();
  const rows: { key: string; name: string; counts: Counts }[] = [
    { key: 'me', name: t('review.me'), counts: me },
    { key: 'team', name: t('review.team'), counts: team },
    ...people.map((person) => ({ key: String(person.user_id), name: person.username, counts: person })),
  ];
  return (
    <table className="w-full text-sm">
      <thead>
        <tr className="text-xs text-ink-faint [&>th]:pb-1 [&>th]:text-right [&>th]:font-normal">
          <th scope="col">
            <span className="sr-only">{t('review.whose')}</span>
          </th>
          <th scope="col">{t('review.evaluatedToday')}</th>
          <th scope="col">{t('review.correctedToday')}</th>
          <th scope="col">{t('review.remaining')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, counts }) => (
          <tr key={key} className="border-t [&>td]:py-1.5 [&>td]:text-right">
            <th scope="row" className="max-w-40 truncate text-left font-medium">
              {name}
            </th>
            <td>{formatNumber(counts.evaluated_today)}</td>
            <td>{formatNumber(counts.corrected_today)}</td>
            <td className="text-ink-faint">{formatNumber(counts.unevaluated)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
