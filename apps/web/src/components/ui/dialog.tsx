import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '../../lib/cn';
import { Button } from './button';

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  closeLabel: string;
  /** Whether a press outside or Escape closes it: not where something would be lost. */
  dismissable?: boolean;
  wide?: boolean;
  children: ReactNode;
}

const hold = (event: Event) => event.preventDefault();
/** The first field, not the button that closes; nor the hidden input that Radix puts beside a radio button. */
const focusField = (event: Event) => {
  const field = event.currentTarget instanceof HTMLElement && event.currentTarget.querySelector<HTMLElement>('input:not([aria-hidden]), textarea, select, [role=radio][aria-checked=true]');
  if (!field) return;
  event.preventDefault();
  field.focus();
};

// Radix' own overlay writes a <style> element, which the content security policy refuses; ours is plain, and styles.css locks the scrolling.
export function Dialog({ open, onOpenChange, title, description, closeLabel, dismissable = true, wide = false, children }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <div aria-hidden className="fixed inset-0 z-40 bg-shade" />
        <Radix.Content
          {...(!description && { 'aria-describedby': undefined })}
          onOpenAutoFocus={focusField}
          onInteractOutside={dismissable ? undefined : hold}
          onEscapeKeyDown={dismissable ? undefined : hold}
          className={cn('fixed top-1/2 left-1/2 z-50 max-h-[92dvh] w-[calc(100vw-24px)] -translate-1/2 overflow-y-auto rounded-lg bg-surface p-5 shadow-float outline-none sm:p-6', wide ? 'max-w-2xl' : 'max-w-lg')}
        >
          <div className="mb-4 flex items-start justify-between gap-4">
            <Radix.Title className="text-lg">{title}</Radix.Title>
            {dismissable && (
              <Radix.Close asChild>
                <Button variant="ghost" size="icon-sm" aria-label={closeLabel} className="-mt-0.5 -mr-1.5">
                  <X aria-hidden />
                </Button>
              </Radix.Close>
            )}
          </div>
          {description && <Radix.Description className="mb-4 text-sm text-ink-soft">{description}</Radix.Description>}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
