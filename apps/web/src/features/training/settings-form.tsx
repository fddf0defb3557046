import type { Poc } from '@llamune/contracts';
import { Checkbox } from '../../components/ui/checkbox';
import { Field } from '../../components/ui/field';
import { Input } from '../../components/ui/input';
import { Select } from '../../components/ui/select';
import { useTranslation } from '../../lib/i18n';
import { shares, type SnapshotSettings } from './settings';

interface SettingsFormProps {
  settings: SnapshotSettings;
  pocs: readonly Poc[];
  onChange: (change: Partial<SnapshotSettings>) => void;
}

const codes = [1, 2, 3] as const;
const numberOr = (value: string) => (value === '' ? undefined : Number(value));
/** A day of the calendar here, from its beginning. */
const dayBegins = (day: string) => (day === '' ? undefined : new Date(`${day}T00:00`).toISOString());
const dayOf = (timestamp: string | undefined) => (timestamp === undefined ? '' : new Intl.DateTimeFormat('sv-SE').format(new Date(timestamp)));

/** Which logs are taken, and how they are divided. Every change is looked at again at once. */
export function SettingsForm({ settings, pocs, onChange }: SettingsFormProps) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-x-5 gap-y-4 sm:grid-cols-2 lg:grid-cols-4">
      <Field label={t('training.poc')} className="sm:col-span-2">
        {(wiring) => (
          <Select {...wiring} value={settings.poc_id} onChange={({ target }) => onChange({ poc_id: Number(target.value), excluded_log_ids: [], accepted_log_ids: [] })}>
            {pocs.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('evaluation.label')}>
        {(wiring) => (
          <Select {...wiring} value={settings.evaluation ?? ''} onChange={({ target }) => onChange({ evaluation: numberOr(target.value) })}>
            <option value="">{t('training.any')}</option>
            {codes.map((code) => (
              <option key={code} value={code}>
                {t(`evaluation.${code}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('priority.label')}>
        {(wiring) => (
          <Select {...wiring} value={settings.priority ?? ''} onChange={({ target }) => onChange({ priority: numberOr(target.value) })}>
            <option value="">{t('training.any')}</option>
            {codes.map((code) => (
              <option key={code} value={code}>
                {t(`priority.${code}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('training.since')}>{(wiring) => <Input {...wiring} type="date" value={dayOf(settings.since)} onChange={({ target }) => onChange({ since: dayBegins(target.value) })} />}</Field>
      <Field label={t('training.until')}>{(wiring) => <Input {...wiring} type="date" value={dayOf(settings.until)} onChange={({ target }) => onChange({ until: dayBegins(target.value) })} />}</Field>
      <Field label={t('training.validShare')} hint={t('training.validHint')}>
        {(wiring) => <ShareSelect {...wiring} value={settings.valid_percent} onChange={(valid_percent) => onChange({ valid_percent })} />}
      </Field>
      <Field label={t('training.testShare')} hint={t('training.testHint')}>
        {(wiring) => <ShareSelect {...wiring} value={settings.test_percent} onChange={(test_percent) => onChange({ test_percent })} />}
      </Field>
      <div className="flex flex-col gap-2.5 text-sm sm:col-span-2 lg:col-span-4">
        <label className="flex items-start gap-2.5">
          <Checkbox className="mt-1" checked={settings.include_trained} onChange={({ target }) => onChange({ include_trained: target.checked })} />
          <span>{t('training.includeTrained')}</span>
        </label>
        <label className="flex items-start gap-2.5">
          <Checkbox className="mt-1" checked={settings.include_negatives} onChange={({ target }) => onChange({ include_negatives: target.checked })} />
          <span>{t('training.includeNegatives')}</span>
        </label>
      </div>
    </div>
  );
}

const ShareSelect = ({ value, onChange, ...wiring }: { value: number; onChange: (share: number) => void; id: string }) => (
  <Select {...wiring} value={value} onChange={({ target }) => onChange(Number(target.value))}>
    {shares.map((share) => (
      <option key={share} value={share}>
        {share} %
      </option>
    ))}
  </Select>
);
