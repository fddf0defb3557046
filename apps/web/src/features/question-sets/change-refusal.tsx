import { ErrorNotice } from '../../components/error-notice';
import { Button } from '../../components/ui/button';
import { Notice } from '../../components/ui/notice';
import { formatDateTime } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import type { ChangeSet } from './use-change-set';

/** Why a change was not taken: who was faster, or what else is in the way. */
export function ChangeRefusal({ change: { changedBy, error, seeNewest } }: { change: ChangeSet }) {
  const { t } = useTranslation();
  if (changedBy)
    return (
      <Notice
        tone="warning"
        action={
          <Button size="sm" className="max-md:h-10" onClick={() => void seeNewest()}>
            {t('sets.seeNewest')}
          </Button>
        }
      >
        <p role="alert">{t('sets.conflict', { name: changedBy.created_by, date: formatDateTime(changedBy.created_at), version: changedBy.version })}</p>
      </Notice>
    );
  return error ? <ErrorNotice error={error} special={{ 409: t('sets.alreadyThere') }} /> : null;
}
