import type { Popover as Radix } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '../../lib/cn';
import { useLateTrigger } from './overlays';
import { Slot } from './slot';
import { holdComposing } from './use-unsaved-writing';

interface PopoverProps extends ComponentProps<typeof Radix.Content> {
  trigger: ReactNode;
  label: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/** A small panel beside what opened it, for choices that are more than a menu and less than a dialog. */
export function Popover({ trigger, label, open, onOpenChange, className, children, ...content }: PopoverProps) {
  const late = useLateTrigger(open);
  if (!late.overlays) {
    const press = () => {
      late.trigger.onClick();
      onOpenChange?.(true);
    };
    return (
      <Slot aria-haspopup="dialog" {...late.trigger} onClick={press}>
        {trigger}
      </Slot>
    );
  }
  const { Popover: Radix } = late.overlays;
  return (
    <Radix.Root {...(open === undefined ? { defaultOpen: late.isPressed } : { open })} {...(onOpenChange && { onOpenChange })}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content aria-label={label} sideOffset={6} collisionPadding={8} onEscapeKeyDown={holdComposing} {...content} className={cn('z-50 max-h-[70dvh] w-72 overflow-y-auto rounded-lg border bg-surface p-3 shadow-float outline-none', className)}>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
