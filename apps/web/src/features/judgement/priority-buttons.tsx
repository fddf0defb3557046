import type { Priority } from '@llamune/contracts';
import { PressGroup } from '../../components/ui/press-group';
import { useTranslation } from '../../lib/i18n';
import type { Judgement } from './use-judgement';

const codes = [1, 2, 3] as const;

/** Pressed again, it is taken back. */
export function PriorityButtons({ judgement: { fields, decide } }: { judgement: Judgement }) {
  const { t } = useTranslation();
  return (
    <div className="flex items-center gap-2">
      <span aria-hidden className="text-sm text-ink-faint">
        {t('priority.label')}
      </span>
      <PressGroup<Priority>
        label={t('priority.label')}
        value={fields.priority}
        onPress={(priority) => void decide({ priority: fields.priority === priority ? null : priority })}
        options={codes.map((code) => ({ value: code, label: t(`priority.${code}`) }))}
        className="gap-0 [&>button]:-ml-px [&>button]:rounded-none [&>button]:px-2.5 [&>button]:text-sm [&>button]:font-normal max-md:[&>button]:min-w-10 max-md:[&>button]:justify-center [&>button:first-child]:rounded-l-md [&>button:last-child]:rounded-r-md [&>button[aria-pressed=true]]:relative"
      />
    </div>
  );
}
