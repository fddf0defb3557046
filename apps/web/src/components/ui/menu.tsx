import type { DropdownMenu as Radix } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '../../lib/cn';
import { overlaysNow, useLateTrigger } from './overlays';
import { Slot } from './slot';

interface MenuProps extends ComponentProps<typeof Radix.Content> {
  trigger: ReactNode;
  /** For a menu that is itself fetched when its button is pressed. */
  startsOpen?: boolean;
}

/** Not modal: a modal one would lock the scrolling with a <style> element, which the content security policy refuses. */
export function Menu({ trigger, startsOpen = false, children, ...content }: MenuProps) {
  const late = useLateTrigger();
  if (!late.overlays)
    return (
      <Slot aria-haspopup="menu" {...late.trigger}>
        {trigger}
      </Slot>
    );
  const { DropdownMenu: Radix } = late.overlays;
  return (
    <Radix.Root modal={false} defaultOpen={startsOpen || late.isPressed}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content sideOffset={6} collisionPadding={8} {...content} className="z-50 min-w-56 rounded-lg border bg-surface p-1.5 shadow-float">
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const itemStyle = 'flex h-9 max-md:h-11 cursor-pointer items-center gap-2 rounded-md px-2.5 text-base outline-none select-none data-highlighted:bg-sunken [&_svg]:size-4 [&_svg]:text-ink-faint';

export function MenuItem({ className, ...props }: ComponentProps<typeof Radix.Item>) {
  const { DropdownMenu: Radix } = overlaysNow();
  return <Radix.Item className={cn(itemStyle, className)} {...props} />;
}
export function MenuSeparator() {
  const { DropdownMenu: Radix } = overlaysNow();
  return <Radix.Separator className="my-1.5 h-px bg-line" />;
}

interface MenuChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

/** A few exclusive options in one row of the menu, which stays open so that the effect can be seen. */
export function MenuChoice<T extends string>({ label, value, options, onChange }: MenuChoiceProps<T>) {
  const { DropdownMenu: Radix } = overlaysNow();
  return (
    <div className="flex flex-col gap-1 px-2.5 py-1.5">
      <Radix.Label className="text-xs text-ink-faint">{label}</Radix.Label>
      <Radix.RadioGroup value={value} onValueChange={(next) => onChange(next as T)} className="flex flex-wrap gap-1">
        {options.map((option) => (
          <Radix.RadioItem
            key={option.value}
            value={option.value}
            onSelect={(event) => event.preventDefault()}
            className="cursor-pointer rounded-sm border px-2 py-1 text-sm outline-none max-md:py-2 data-highlighted:border-ink-faint data-[state=checked]:border-brand data-[state=checked]:bg-brand-soft data-[state=checked]:text-brand-ink"
          >
            {option.label}
          </Radix.RadioItem>
        ))}
      </Radix.RadioGroup>
    </div>
  );
}
