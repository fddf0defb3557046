import type { ModelFacts as Facts } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { ModelFacts } from '../../components/model-facts';
import { Button } from '../../components/ui/button';
import { Field } from '../../components/ui/field';
import { Input } from '../../components/ui/input';
import { Notice } from '../../components/ui/notice';
import { useTranslation } from '../../lib/i18n';
import { schemas } from '../../lib/schemas';
import { startRefusal, useStartDownload } from './use-download-actions';

interface PreviewResultProps {
  address: string;
  facts: Facts & { exists: boolean };
  onStarted: () => void;
}

/** What is at an address; from here it is downloaded. */
export function PreviewResult({ address, facts, onStarted }: PreviewResultProps) {
  const { t } = useTranslation();
  const [sha256, setSha256] = useState('');
  const [invalid, setInvalid] = useState(false);
  const start = useStartDownload();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const given = sha256.trim();
    const { contract } = await schemas();
    const checked = contract.downloads.start.input.safeParse({ address, ...(given !== '' && { sha256: given }) });
    setInvalid(!checked.success);
    if (checked.success) start.mutate(checked.data, { onSuccess: onStarted });
  };
  return (
    <div className="mt-4 flex flex-col gap-4">
      <ModelFacts facts={facts} />
      {facts.exists ? (
        <Notice
          action={
            <Button asChild size="sm">
              <Link to="/admin/models" search={{ register: facts.file }}>
                {t('downloads.register')}
              </Link>
            </Button>
          }
        >
          {t('downloads.exists')}
        </Notice>
      ) : (
        <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
          <Field label={t('downloads.sha256')} note={t('common.optional')} hint={t('downloads.sha256Hint')} error={invalid ? t('downloads.sha256Invalid') : undefined}>
            {(wiring) => <Input {...wiring} value={sha256} onChange={(event) => setSha256(event.target.value)} autoComplete="off" spellCheck={false} className="font-mono text-sm" />}
          </Field>
          {start.error && <Notice tone="error">{startRefusal(start.error)}</Notice>}
          <div className="flex justify-end">
            <Button type="submit" variant="primary" disabled={start.isPending}>
              {t('downloads.start')}
            </Button>
          </div>
        </form>
      )}
    </div>
  );
}
