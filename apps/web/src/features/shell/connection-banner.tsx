import { CloudOff, RefreshCw, type LucideIcon } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { Button } from '../../components/ui/button';
import { toast } from '../../components/ui/toaster';
import { useIsOutdated } from '../../lib/app-version';
import { connection, useIsConnectionLost } from '../../lib/connection';
import { useTranslation } from '../../lib/i18n';

/**
 * Says above every page that the server is away, or has been updated. It takes a place of its own (`--top` in styles.css): nothing is
 * covered while somebody goes on writing.
 */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const isLost = useIsConnectionLost();
  const isOutdated = useIsOutdated();
  useEffect(() => connection.onRecovered(() => toast(t('connection.recovered'))), [t]);
  return (
    <output data-banner={isLost || isOutdated || undefined} className="sticky top-0 z-30 block h-(--top)">
      {isLost && (
        <Line icon={CloudOff} text={t('connection.lost')} more={t('connection.kept')}>
          <Button size="sm" onClick={connection.tryNow} className="max-md:h-10">
            {t('connection.tryNow')}
          </Button>
        </Line>
      )}
      {!isLost && isOutdated && (
        <Line icon={RefreshCw} text={t('update.available')} more={t('update.kept')}>
          <Button size="sm" onClick={() => window.location.reload()} className="max-md:h-10">
            {t('update.reload')}
          </Button>
        </Line>
      )}
    </output>
  );
}

function Line({ icon: Icon, text, more, children }: { icon: LucideIcon; text: string; more: string; children: ReactNode }) {
  return (
    <div className="flex h-full items-center gap-3 border-b border-fair/40 bg-fair-soft px-4 text-sm text-fair">
      <Icon aria-hidden className="size-4.5 shrink-0" />
      <p className="min-w-0 flex-1">
        <strong className="font-semibold">{text}</strong> {more}
      </p>
      {children}
    </div>
  );
}
