import { useState, type FormEvent } from 'react';
import { Button } from '../../components/ui/button';
import { Field } from '../../components/ui/field';
import { Input } from '../../components/ui/input';
import { useTranslation } from '../../lib/i18n';

interface KeyFormProps {
  onSubmit: (key: string) => Promise<void>;
  checking: boolean;
  refusal: string | undefined;
}

export function KeyForm({ onSubmit, checking, refusal }: KeyFormProps) {
  const { t } = useTranslation();
  const [key, setKey] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void onSubmit(key);
  };
  return (
    <form onSubmit={submit} aria-label={t('signIn.title')} className="flex flex-col gap-4 rounded-lg border bg-surface p-6">
      <h2 className="text-base">{t('signIn.title')}</h2>
      <Field label={t('signIn.pasteKey')} hint={t('signIn.pasteHint')} error={refusal}>
        {(wiring) => (
          <Input {...wiring} type="password" autoComplete="current-password" spellCheck={false} autoCapitalize="off" value={key} onChange={(event) => setKey(event.target.value)} className="font-mono" />
        )}
      </Field>
      <Button type="submit" variant="primary" disabled={checking} className="max-md:h-10">
        {checking ? t('signIn.checking') : t('signIn.submit')}
      </Button>
    </form>
  );
}
