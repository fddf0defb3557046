import type { Snapshot, Split } from '@llamune/contracts';
import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { Button } from '../../components/ui/button';
import { Field } from '../../components/ui/field';
import { Select } from '../../components/ui/select';
import { noticeFailure } from '../../lib/api';
import { fetchFile } from '../../lib/fetch-file';
import { formatBytes, formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { saveFile } from '../../lib/save-file';
import { splits } from './settings';

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
  const [fetching, setFetching] = useState<{ name: string; bytes: number }>();
  const [error, setError] = useState<unknown>(null);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const save = async (split: Split) => {
    const stop = new AbortController();
    running.current?.abort();
    running.current = stop;
    const name = names[format](split);
    setError(null);
    setFetching({ name, bytes: 0 });
    try {
      const path = `/snapshots/${snapshot.id}/export?format=${format}&split=${split}`;
      saveFile(await fetchFile(path, { signal: stop.signal, onProgress: (bytes) => setFetching({ name, bytes }) }), name);
    } catch (failure) {
      if (stop.signal.aborted) return;
      noticeFailure(failure);
      setError(failure);
    }
    setFetching(undefined);
  };

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
          <Button key={split} className="max-md:h-10" disabled={snapshot.counts[split] === 0} onClick={() => void save(split)}>
            <Download aria-hidden />
            {t('training.saveFile', { name: names[format](split), count: formatNumber(snapshot.counts[split]) })}
          </Button>
        ))}
      </div>
      {fetching && <output className="text-sm text-ink-soft">{t('training.fetching', { name: fetching.name, size: formatBytes(fetching.bytes) })}</output>}
      {error !== null && <ErrorNotice error={error} />}
    </div>
  );
}
