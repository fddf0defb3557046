import type { Release } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { Badge } from '../../components/ui/badge';
import { formatDateTime } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { GateChecks } from './gate-checks';

/** The page of the comparison that it was decided by. */
const resultPath = (comparisonId: number): string => `/retest/compare/${comparisonId}`;

/** Which version it was, who decided, and by which right. */
export function ReleaseLine({ release }: { release: Release }) {
  const { t } = useTranslation();
  const { model_name, model_version, exception_reason, reverts_id, comparison_id } = release;
  const isException = exception_reason !== null;
  return (
    <div className="flex flex-col gap-1 text-sm">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span className="text-base font-medium">{model_name}</span>
        <span className="text-ink-faint">{t('model.version', { version: model_version })}</span>
        <Badge tone={isException ? 'fair' : reverts_id === null ? 'good' : 'plain'}>{t(isException ? 'releases.byException' : reverts_id === null ? 'releases.byComparison' : 'releases.byRevert')}</Badge>
      </p>
      <p className="text-xs text-ink-faint">{t('releases.by', { date: formatDateTime(release.decided_at), name: release.decided_by })}</p>
      {isException && <p className="break-words whitespace-pre-wrap">{t('releases.reason', { reason: exception_reason })}</p>}
      {release.checks.length > 0 && <GateChecks checks={release.checks} />}
      {comparison_id !== null && (
        <Link to={resultPath(comparison_id)} className="w-fit text-brand-ink underline">
          {t('releases.seeComparison')}
        </Link>
      )}
    </div>
  );
}
