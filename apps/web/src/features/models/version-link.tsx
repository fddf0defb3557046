import type { Model } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from '../../lib/i18n';
import { Badge } from '../../components/ui/badge';
import { cn } from '../../lib/cn';

/** A version, leading to its page. That it is the demo model stands beside the link, not in its name. */
export function VersionLink({ model, className }: { model: Model; className?: string }) {
  const { t } = useTranslation();
  return (
    <>
      <Link to="/admin/models/$modelId" params={{ modelId: model.id }} className={cn('underline-offset-4 hover:underline', className)}>
        {model.model_name} <span className="font-normal text-ink-soft">{t('model.version', { version: model.version })}</span>
      </Link>
      {model.is_demo && <Badge tone="fair">{t('model.demo')}</Badge>}
    </>
  );
}
