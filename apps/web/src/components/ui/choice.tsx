import { RadioGroup } from 'radix-ui';
import type { ReactNode } from 'react';
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

/** Cards, one of which is chosen: for options that need a sentence each. */
export function ChoiceCards<T extends string>({ label, value, options, onChange, className }: ChoiceProps<T>) {
  return (
    <RadioGroup.Root aria-label={label} value={value ?? ''} onValueChange={(next) => onChange(next as T)} className={cn('grid gap-2', className)}>
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          disabled={option.disabled}
          className="group flex items-start gap-3 rounded-lg border bg-surface p-3 text-left data-[state=checked]:border-brand data-[state=checked]:bg-brand-soft/50 enabled:hover:border-line-strong data-[state=checked]:hover:border-brand disabled:bg-sunken disabled:text-ink-soft"
        >
          <span aria-hidden className="mt-0.5 grid size-4.5 shrink-0 place-items-center rounded-full border border-line-strong bg-surface group-data-[state=checked]:border-brand group-disabled:bg-sunken">
            <span className="size-2.5 rounded-full bg-brand opacity-0 group-data-[state=checked]:opacity-100" />
          </span>
          <span className="flex min-w-0 flex-1 flex-col gap-0.5">
            <span className="font-medium">{option.label}</span>
            {option.hint && <span className="prose-spacing text-sm text-ink-soft">{option.hint}</span>}
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}

/** The same in one line, for short words. */
export function Segments<T extends string>({ label, value, options, onChange, className }: ChoiceProps<T>) {
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value ?? ''}
      onValueChange={(next) => onChange(next as T)}
      orientation="horizontal"
      className={cn('inline-flex rounded-md border border-line-strong bg-surface p-0.5', className)}
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          disabled={option.disabled}
          className="h-7.5 min-w-9 rounded-sm px-2.5 text-sm whitespace-nowrap text-ink-soft enabled:hover:text-ink data-[state=checked]:bg-brand-soft data-[state=checked]:font-medium data-[state=checked]:text-brand-ink"
        >
          {option.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
