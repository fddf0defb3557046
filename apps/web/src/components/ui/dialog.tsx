import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../../lib/cn';
import { useTranslation } from '../../lib/i18n';
import { Button } from './button';
import { Notice } from './notice';
import { useOverlays } from './overlays';
import { useReturnFocus } from './return-focus';
import { useUnsavedWriting } from './use-unsaved-writing';

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
/** The first field, not the button that closes. */
const focusField = (event: Event) => {
  const field = event.currentTarget instanceof HTMLElement && event.currentTarget.querySelector<HTMLElement>('input:not([type=radio]), textarea, select, input:checked');
  if (!field) return;
  event.preventDefault();
  field.focus();
};

// Radix' own overlay writes a <style> element, which the content security policy refuses; ours is plain, and styles.css locks the scrolling.
export function Dialog({ open, onOpenChange, title, description, closeLabel, dismissable = true, wide = false, children }: DialogProps) {
  const { Dialog: Radix } = useOverlays(open) ?? {};
  const { remember, giveBack } = useReturnFocus();
  const { t } = useTranslation();
  const { isAsked, handlers } = useUnsavedWriting(open);
  if (!Radix) return null;
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <div aria-hidden className="fixed inset-0 z-40 bg-shade" />
        <Radix.Content
          {...(!description && { 'aria-describedby': undefined })}
          onOpenAutoFocus={(event) => {
            remember(event);
            focusField(event);
          }}
          onCloseAutoFocus={giveBack}
          {...(dismissable ? handlers : { onInteractOutside: hold, onEscapeKeyDown: hold })}
          className={cn('fixed top-1/2 left-1/2 z-50 max-h-[92dvh] w-[calc(100vw-24px)] -translate-1/2 overflow-y-auto rounded-lg bg-surface p-5 shadow-float outline-none sm:p-6', wide ? 'max-w-2xl' : 'max-w-lg')}
        >
          {/* Stays while the rest is scrolled: the focus comes back to it from the end. */}
          <div className="sticky -top-5 z-10 -mx-5 -mt-5 mb-1 bg-surface px-5 pt-5 pb-3 sm:-top-6 sm:-mx-6 sm:-mt-6 sm:px-6 sm:pt-6">
            <div className="flex items-start justify-between gap-4">
              <Radix.Title className="text-lg">{title}</Radix.Title>
              {dismissable && (
                <Radix.Close asChild>
                  <Button variant="ghost" size="icon-sm" aria-label={closeLabel} className="-mt-0.5 -mr-1.5">
                    <X aria-hidden />
                  </Button>
                </Radix.Close>
              )}
            </div>
            <output className="block">
              {isAsked && (
                <Notice tone="warning" className="mt-3">
                  {t('common.unsavedWriting')}
                </Notice>
              )}
            </output>
          </div>
          {description && <Radix.Description className="mb-4 text-sm text-ink-soft">{description}</Radix.Description>}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
