import type { Model, Snapshot } from '@llamune/contracts';
import { useQuery } from '@tanstack/react-query';
import { HardDriveDownload } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/ui/button';
import { Field } from '../../components/ui/field';
import { Select } from '../../components/ui/select';
import { trpc } from '../../lib/api';
import { useTranslation } from '../../lib/i18n';
import { SaveState } from './save-state';
import { useSaveFile } from './use-save-file';

/** What goes to a machine without a network: one signed file, for a training that begins with the chosen model. */
export function ArchivePanel({ snapshot, models }: { snapshot: Snapshot; models: readonly Model[] }) {
  const { t } = useTranslation();
  const { data: key } = useQuery(trpc.snapshots.signingKey.queryOptions({}, { staleTime: Infinity }));
  const [chosen, setChosen] = useState<number>();
  const { save, ...state } = useSaveFile();
  // The newest one is what most trainings go on from.
  const parentId = chosen ?? models.at(-1)?.id;
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-[46em] text-sm text-ink-soft">{t('training.archiveLead')}</p>
      <Field label={t('training.archiveParent')} className="max-w-md">
        {(wiring) => (
          <Select {...wiring} value={parentId} onChange={({ target }) => setChosen(Number(target.value))}>
            {models.toReversed().map(({ id, model_name, version }) => (
              <option key={id} value={id}>
                {model_name} {t('model.version', { version })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button className="max-md:h-10" disabled={parentId === undefined} onClick={() => void save(`/snapshots/${snapshot.id}/archive?parent_id=${parentId}`, `snapshot-${snapshot.id}.tar`)}>
          <HardDriveDownload aria-hidden />
          {t('training.saveArchive')}
        </Button>
        {key && (
          <p className="text-sm text-ink-soft">
            {t('training.fingerprint')} <code className="text-xs break-words text-ink">{key.fingerprint}</code>
          </p>
        )}
      </div>
      <SaveState {...state} />
    </div>
  );
}
