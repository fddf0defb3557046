import { cn } from '../lib/cn';
import { useTranslation } from '../lib/i18n';
import { Badge } from './ui/badge';

interface ModelNameProps {
  name: string;
  version: number;
  isDemo: boolean;
  className?: string;
}

/** A model is never named without its version, nor the demo model without saying that it is one. */
export function ModelName({ name, version, isDemo, className }: ModelNameProps) {
  const { t } = useTranslation();
  return (
    <span className={cn('inline-flex flex-wrap items-center gap-x-1.5 gap-y-0.5', className)}>
      <span>{name}</span>
      <span className="whitespace-nowrap text-ink-faint">{t('model.version', { version })}</span>
      {isDemo && <Badge tone="fair">{t('model.demo')}</Badge>}
    </span>
  );
}
