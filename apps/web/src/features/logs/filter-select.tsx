import type { ReactNode } from 'react';
import { Select } from '../../components/ui/select';
import { useTranslation } from '../../lib/i18n';

interface FilterSelectProps {
  label: string;
  /** What nothing chosen is called, where the label alone does not say it. */
  any?: string;
  value: string | number | undefined;
  onChange: (value: string) => void;
  children: ReactNode;
}
/** A chosen condition stands out: a list that is short for a forgotten reason misleads. */
export function FilterSelect({ label, any, value, onChange, children }: FilterSelectProps) {
  const { t } = useTranslation();
  return (
    <Select
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value)}
      data-set={value !== undefined}
      className="[&>select]:max-md:h-10 [&>select[data-set=true]]:border-brand [&>select[data-set=true]]:bg-brand-soft [&>select[data-set=true]]:text-brand-ink"
    >
      <option value="">{any ?? t('logs.anyOf', { label })}</option>
      {children}
    </Select>
  );
}
