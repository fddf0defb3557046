import { useState, type ReactNode } from 'react';
import { Button } from './button';
import { useOverlays } from './overlays';
import { useReturnFocus } from './return-focus';

interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children: ReactNode;
  confirmLabel: string;
  cancelLabel: string;
  danger?: boolean;
  /** The dialog closes when it is done, and stays open when it fails. */
  onConfirm: () => Promise<unknown>;
  errorSentence: (error: unknown) => string;
}

export function ConfirmDialog({ open, onOpenChange, title, children, confirmLabel, cancelLabel, danger = false, onConfirm, errorSentence }: ConfirmDialogProps) {
  const { AlertDialog: Radix } = useOverlays(open) ?? {};
  const { remember, giveBack } = useReturnFocus();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const change = (next: boolean) => {
    setError(null);
    onOpenChange(next);
  };
  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      onOpenChange(false);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  if (!Radix) return null;
  return (
    <Radix.Root open={open} onOpenChange={change}>
      <Radix.Portal>
        <div aria-hidden className="fixed inset-0 z-40 bg-shade" />
        <Radix.Content onOpenAutoFocus={remember} onCloseAutoFocus={giveBack} className="fixed top-1/2 left-1/2 z-50 max-h-[92dvh] w-[calc(100vw-24px)] max-w-md -translate-1/2 overflow-y-auto rounded-lg bg-surface p-5 shadow-float outline-none sm:p-6">
          <Radix.Title className="mb-3 text-lg">{title}</Radix.Title>
          <Radix.Description asChild>
            <div className="flex flex-col gap-2 text-base text-ink-soft">{children}</div>
          </Radix.Description>
          {error !== null && (
            <p role="alert" className="mt-3 text-sm text-bad">
              {errorSentence(error)}
            </p>
          )}
          <div className="mt-6 flex justify-end gap-2">
            <Radix.Cancel asChild>
              <Button className="max-md:h-10">{cancelLabel}</Button>
            </Radix.Cancel>
            <Button variant={danger ? 'danger' : 'primary'} disabled={busy} onClick={() => void confirm()} className="max-md:h-10">
              {confirmLabel}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
