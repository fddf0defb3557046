import { useId, type ReactNode } from 'react';
import { cn } from '../../lib/cn';

export interface ChoiceOption<T extends string> {
  value: T;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}
interface ChoiceProps<T extends string> {
  label: string;
  value: T | undefined;
  options: readonly ChoiceOption<T>[];
  onChange: (value: T) => void;
  className?: string;
}

interface OptionProps<T extends string> {
  group: string;
  option: ChoiceOption<T>;
  isChosen: boolean;
  onChange: (value: T) => void;
}
/** The platform's own radio button, over the whole of what stands for it: arrow keys, forms and screen readers know it. */
const Radio = <T extends string>({ group, option, isChosen, onChange }: OptionProps<T>) => (
  <input type="radio" name={group} value={option.value} disabled={option.disabled} checked={isChosen} onChange={() => onChange(option.value)} className="absolute inset-0 cursor-pointer appearance-none rounded-[inherit] disabled:cursor-default" />
);

/** Cards, one of which is chosen: for options that need a sentence each. */
export function ChoiceCards<T extends string>({ label, value, options, onChange, className }: ChoiceProps<T>) {
  const group = useId();
  return (
    <div role="radiogroup" aria-label={label} className={cn('grid gap-2', className)}>
      {options.map((option) => (
        <label
          key={option.value}
          className="group relative flex items-start gap-3 rounded-lg border bg-surface p-3 text-left has-checked:border-brand has-checked:bg-brand-soft/50 has-enabled:hover:border-line-strong has-checked:hover:border-brand has-disabled:bg-sunken has-disabled:text-ink-soft"
        >
          <Radio group={group} option={option} isChosen={option.value === value} onChange={onChange} />
          <span aria-hidden className="mt-0.5 grid size-4.5 shrink-0 place-items-center rounded-full border border-line-strong bg-surface group-has-checked:border-brand group-has-disabled:bg-sunken">
            <span className="size-2.5 rounded-full bg-brand opacity-0 group-has-checked:opacity-100" />
          </span>
          <span className="flex min-w-0 flex-1 flex-col gap-0.5">
            <span className="text-base font-medium">{option.label}</span>
            {option.hint && <span className="prose-spacing text-sm text-ink-soft">{option.hint}</span>}
          </span>
        </label>
      ))}
    </div>
  );
}

/** The same in one line, for short words. */
export function Segments<T extends string>({ label, value, options, onChange, className }: ChoiceProps<T>) {
  const group = useId();
  return (
    <div role="radiogroup" aria-label={label} className={cn('inline-flex rounded-md border border-line-strong bg-surface p-0.5', className)}>
      {options.map((option) => (
        <label
          key={option.value}
          className="relative inline-flex h-7.5 min-w-9 items-center justify-center rounded-sm px-2.5 text-sm whitespace-nowrap text-ink-soft has-checked:bg-brand-soft has-checked:font-medium has-checked:text-brand-ink has-enabled:hover:text-ink max-md:h-9.5"
        >
          <Radio group={group} option={option} isChosen={option.value === value} onChange={onChange} />
          {option.label}
        </label>
      ))}
    </div>
  );
}
