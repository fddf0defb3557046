import { useTranslation } from '../lib/i18n';
import { CopyButton } from './ui/copy-button';
import { Field } from './ui/field';
import { Input } from './ui/input';
import { Notice } from './ui/notice';

/** A key at the only moment it can be read, with a warning to keep it; `linkFor` names the person whom a sign-in link is for. */
export function NewKey({ apiKey, linkFor }: { apiKey: string; linkFor?: string }) {
  const { t } = useTranslation();
  const link = `${window.location.origin}${import.meta.env.BASE_URL}sign-in#key=${encodeURIComponent(apiKey)}`;
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="warning">{t('key.warning')}</Notice>
      <Secret label={t('key.label')} value={apiKey} copyLabel={t('key.copyKey')} />
      {linkFor && <Secret label={t('key.link')} value={link} copyLabel={t('key.copyLink')} hint={t('key.linkHint', { name: linkFor })} />}
    </div>
  );
}

function Secret({ label, value, copyLabel, hint }: { label: string; value: string; copyLabel: string; hint?: string }) {
  const { t } = useTranslation();
  return (
    <Field label={label} hint={hint}>
      {(wiring) => (
        <div className="flex gap-2">
          <Input {...wiring} readOnly value={value} className="font-mono text-sm max-md:text-sm" onFocus={(event) => event.target.select()} />
          <CopyButton text={value} label={copyLabel} copiedLabel={t('common.copied')} failedLabel={t('common.copyFailed')} className="max-md:h-10" />
        </div>
      )}
    </Field>
  );
}
