import { createFileRoute, Link } from '@tanstack/react-router';
import { Button } from '../../../components/ui/button';
import { EmptyState } from '../../../components/ui/empty-state';
import { useTranslation } from '../../../lib/i18n';
import { usePageTitle } from '../../../lib/use-page-title';

export const Route = createFileRoute('/_app/sessions/')({ component: NoneOpen });

/** Beside the list, while none of its sessions is open. */
function NoneOpen() {
  const { t } = useTranslation();
  usePageTitle(t('sessions.title'));
  return (
    <div className="grid min-h-dvh place-items-center px-8">
      <EmptyState
        action={
          <Button asChild>
            <Link to="/sessions/new">{t('sessions.start')}</Link>
          </Button>
        }
      >
        {t('sessions.noneOpen')}
      </EmptyState>
    </div>
  );
}
