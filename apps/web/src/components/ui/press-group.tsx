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
  /** `large` fills its place, for what is pressed a hundred times a day. */
  size?: 'normal' | 'large';
  className?: string;
}

const sizes = { normal: 'h-9 px-3 max-md:h-10', large: 'h-13 min-w-0 flex-1 justify-center px-1 text-read max-xl:h-14 max-xl:flex-col max-xl:gap-0.5 max-xl:text-sm' } as const;

/** Buttons of which one at most is pressed. Not radio buttons: there an arrow key would already choose. */
export function PressGroup<T extends string | number>({ label, value, options, onPress, size = 'normal', className }: PressGroupProps<T>) {
  return (
    <fieldset aria-label={label} className={cn('min-w-0 gap-1.5', size === 'large' ? 'flex' : 'inline-flex', className)}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={value === option.value}
          aria-keyshortcuts={option.shortcut}
          onClick={() => onPress(option.value)}
          className={cn(
            'inline-flex items-center gap-1.5 rounded-md border border-line-strong bg-surface font-medium whitespace-nowrap transition-colors hover:bg-sunken',
            sizes[size],
            value === option.value && (option.pressed ?? 'border-brand bg-brand-soft text-brand-ink hover:bg-brand-soft'),
          )}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
