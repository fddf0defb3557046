import { useId, useState, type FormEvent } from 'react';
import { Button } from '../../components/ui/button';
import { Field } from '../../components/ui/field';
import { Input } from '../../components/ui/input';
import { errorSentence } from '../../lib/error-sentence';
import { useTranslation } from '../../lib/i18n';

const LONGEST_NAME = 200;

interface NameFormProps {
  name: string;
  /** Names that are there already, to be chosen from. */
  others?: readonly string[];
  hint?: string;
  submitLabel: (name: string) => string;
  /** The form stays, with the reason, when it fails. */
  onSubmit: (name: string) => Promise<unknown>;
}

/** One name to be given. */
export function NameForm({ name: given, others = [], hint, submitLabel, onSubmit }: NameFormProps) {
  const { t } = useTranslation();
  const listId = useId();
  const [name, setName] = useState(given);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return setError(t('field.required'));
    setBusy(true);
    setError(undefined);
    try {
      await onSubmit(name.trim());
    } catch (failure) {
      setError(errorSentence(failure, { 409: t('logs.view.nameTaken') }));
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
      <Field label={t('logs.view.name')} hint={hint} error={error}>
        {(wiring) => <Input {...wiring} list={others.length > 0 ? listId : undefined} maxLength={LONGEST_NAME} value={name} onChange={(event) => setName(event.target.value)} className="max-md:h-10" />}
      </Field>
      <datalist id={listId}>
        {others.map((other) => (
          <option key={other} value={other}>
            {other}
          </option>
        ))}
      </datalist>
      <Button type="submit" variant="primary" disabled={busy} className="max-md:h-10">
        {submitLabel(name.trim())}
      </Button>
    </form>
  );
}
