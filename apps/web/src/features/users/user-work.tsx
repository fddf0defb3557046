import type { User } from '@llamune/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ErrorNotice } from '../../components/error-notice';
import { Button } from '../../components/ui/button';
import { Panel } from '../../components/ui/page';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { progressQuery } from './user-queries';

/** What somebody has judged and has still to judge. */
export function UserWork({ user }: { user: User }) {
  const { t } = useTranslation();
  const { data: progress, error, refetch } = useQuery(progressQuery());
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!progress) return null;
  const work = progress.people.find(({ user_id }) => user_id === user.id);
  const figures = work && ([
    [t('users.evaluated'), work.evaluated],
    [t('users.evaluatedToday'), work.evaluated_today],
    [t('users.correctedToday'), work.corrected_today],
    [t('users.unevaluated'), work.unevaluated],
  ] as const);
  return (
    <Panel
      title={t('users.work')}
      actions={
        <Button asChild size="sm" className="max-md:h-10">
          <Link to="/logs" search={{ user: user.id }}>
            {t('users.toLogs')}
          </Link>
        </Button>
      }
    >
      {figures ? (
        <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-4">
          {figures.map(([label, value]) => (
            <div key={label}>
              <dt className="text-xs text-ink-faint">{label}</dt>
              <dd className="text-lg font-semibold">
                {formatNumber(value)}
                <span className="ml-1 text-sm font-normal text-ink-soft">{t('users.answersUnit')}</span>
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="text-sm text-ink-faint">{t('users.noWork')}</p>
      )}
    </Panel>
  );
}
