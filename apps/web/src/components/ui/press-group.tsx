import type { ReactNode } from 'react';
import { cn } from '../../lib/cn';

interface PressOption<T> {
  value: T;
  /** Its text is also the button's name. */
  label: ReactNode;
  shortcut?: string;
  /** The looks of the pressed button. */
  pressed?: string;
}
interface PressGroupProps<T> {
  label: string;
  value: T | null;
  options: readonly PressOption<T>[];
  onPress: (value: T) => void;
  className?: string;
}

/** Buttons of which one at most is pressed. Not radio buttons: there an arrow key would already choose. */
export function PressGroup<T extends string | number>({ label, value, options, onPress, className }: PressGroupProps<T>) {
  return (
    <fieldset aria-label={label} className={cn('inline-flex min-w-0 gap-1.5', className)}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={value === option.value}
          aria-keyshortcuts={option.shortcut}
          onClick={() => onPress(option.value)}
          className={cn(
            'inline-flex h-9 items-center gap-1.5 rounded-md border border-line-strong bg-surface px-3 font-medium transition-colors hover:bg-sunken',
            value === option.value && (option.pressed ?? 'border-brand bg-brand-soft text-brand-ink hover:bg-brand-soft'),
          )}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
