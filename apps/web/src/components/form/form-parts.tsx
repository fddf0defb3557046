import { useEffect } from 'react';
import { drafts } from '../../lib/draft';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { useFormContext } from './contexts';

export function SubmitButton({ label, busyLabel, secondary = false }: { label: string; busyLabel: string; secondary?: boolean }) {
  const form = useFormContext();
  return (
    <form.Subscribe selector={(state) => state.isSubmitting}>
      {(busy) => (
        <Button type="submit" variant={secondary ? 'secondary' : 'primary'} disabled={busy} className="max-md:h-10">
          {busy ? busyLabel : label}
        </Button>
      )}
    </form.Subscribe>
  );
}

/** What concerns the form as a whole: no connection, no right, a conflict. */
export function FormError() {
  const form = useFormContext();
  return (
    <form.Subscribe selector={(state) => state.errorMap.onSubmit as unknown}>
      {(refusal) => (typeof refusal === 'string' && refusal !== '' ? <Notice tone="error">{refusal}</Notice> : null)}
    </form.Subscribe>
  );
}

/** Keeps what is typed, so that a lost key or a reload costs nothing. Whoever submits drops it. */
export function FormDraft({ name }: { name: string }) {
  const form = useFormContext();
  useEffect(() => {
    let kept: unknown = form.state.values;
    const { unsubscribe } = form.store.subscribe(() => {
      // The store also changes while a form is being sent, when the draft may be dropped already.
      if (form.state.values === kept) return;
      kept = form.state.values;
      drafts.write(name, kept);
    });
    return () => unsubscribe();
  }, [form, name]);
  return null;
}
