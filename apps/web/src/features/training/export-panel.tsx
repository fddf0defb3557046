import type { Snapshot, Split } from '@llamune/contracts';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/ui/button';
import { Field } from '../../components/ui/field';
import { Select } from '../../components/ui/select';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { SaveState } from './save-state';
import { splits } from './settings';
import { useSaveFile } from './use-save-file';

/** How each kind of trainer wants the file to be called. */
const names = {
  chat: (split: Split) => `${split}.jsonl`,
  dpo: (split: Split) => `${split}.dpo.jsonl`,
  kto: (split: Split) => `${split}.kto.jsonl`,
  alpaca: (split: Split) => `${split}.alpaca.json`,
  sharegpt: (split: Split) => `${split}.sharegpt.json`,
};
type Format = keyof typeof names;
const formats = Object.keys(names) as Format[];

/** The files that a trainer reads. */
export function ExportPanel({ snapshot }: { snapshot: Snapshot }) {
  const { t } = useTranslation();
  const [format, setFormat] = useState<Format>('chat');
  const { save, ...state } = useSaveFile();
  return (
    <div className="flex flex-col gap-4">
      <Field label={t('training.format')} hint={t(`training.formatHint.${format}`)} className="max-w-md">
        {(wiring) => (
          <Select {...wiring} value={format} onChange={({ target }) => setFormat(target.value as Format)}>
            {formats.map((name) => (
              <option key={name} value={name}>
                {t(`training.formatName.${name}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        {splits.map((split) => (
          <Button key={split} className="max-md:h-10" disabled={snapshot.counts[split] === 0} onClick={() => void save(`/snapshots/${snapshot.id}/export?format=${format}&split=${split}`, names[format](split))}>
            <Download aria-hidden />
            {t('training.saveFile', { name: names[format](split), count: formatNumber(snapshot.counts[split]) })}
          </Button>
        ))}
        <Button variant="ghost" className="max-md:h-10" onClick={() => void save(`/snapshots/${snapshot.id}/manifest?format=${format}`, 'manifest.json')}>
          {t('training.saveManifest')}
        </Button>
      </div>
      <SaveState {...state} />
    </div>
  );
}
