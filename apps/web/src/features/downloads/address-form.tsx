import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { Button } from '../../components/ui/button';
import { Field } from '../../components/ui/field';
import { Input } from '../../components/ui/input';
import { Panel } from '../../components/ui/page';
import { client } from '../../lib/api';
import { useTranslation } from '../../lib/i18n';
import { PreviewResult } from './preview-result';

/** Any other model by its address: looked at first, downloaded then. */
export function AddressForm() {
  const { t } = useTranslation();
  const [address, setAddress] = useState('');
  const preview = useMutation({ mutationFn: (asked: string) => client.downloads.preview.query({ address: asked }) });
  const change = (next: string) => {
    setAddress(next);
    // What was said of another address must not stand beside this one.
    preview.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (address.trim() !== '' && !preview.isPending) preview.mutate(address.trim());
  };
  return (
    <Panel title={t('downloads.free')}>
      <form onSubmit={submit} className="flex flex-col gap-3">
        <Field label={t('downloads.address')} hint={t('downloads.addressHint')}>
          {(wiring) => (
            <div className="flex gap-2">
              <Input {...wiring} value={address} maxLength={2000} onChange={(event) => change(event.target.value)} autoComplete="off" autoCapitalize="none" spellCheck={false} inputMode="url" placeholder="hf:owner/repository/file.gguf" className="font-mono text-sm" />
              <Button type="submit" disabled={address.trim() === '' || preview.isPending} title={t('downloads.previewHint')}>
                {preview.isPending ? t('downloads.previewing') : t('downloads.preview')}
              </Button>
            </div>
          )}
        </Field>
      </form>
      {preview.error && <ErrorNotice error={preview.error} special={{ 400: t('downloads.badAddress'), 502: t('downloads.unreachable') }} className="mt-3" />}
      {preview.data && <PreviewResult key={preview.variables} address={preview.variables} facts={preview.data} onStarted={() => change('')} />}
    </Panel>
  );
}
