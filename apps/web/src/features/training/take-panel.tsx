import type { Preflight, Snapshot } from '@llamune/contracts';
import { useState } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { Button } from '../../components/ui/button';
import { Field } from '../../components/ui/field';
import { Input } from '../../components/ui/input';
import { Progress } from '../../components/ui/progress';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import type { SnapshotSettings } from './settings';
import { useTaking, type Taking } from './use-taking';

interface TakePanelProps {
  settings: SnapshotSettings;
  preflight: Preflight | undefined;
  onDone: (snapshot: Snapshot) => void;
}

/** The last step: a name for it, and the button. */
export function TakePanel({ settings, preflight, onDone }: TakePanelProps) {
  const { t } = useTranslation();
  const [description, setDescription] = useState('');
  const { taking, take, giveUp } = useTaking(onDone);
  const isRunning = taking.kind === 'running';
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isRunning) void take(settings, description);
      }}
    >
      <Field label={t('training.description')} hint={t('training.descriptionHint')}>
        {(wiring) => <Input {...wiring} value={description} maxLength={200} disabled={isRunning} onChange={({ target }) => setDescription(target.value)} />}
      </Field>
      {taking.kind === 'failed' && <ErrorNotice error={taking.error} special={{ 409: t('training.nothing') }} />}
      {isRunning ? (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <TakingProgress taking={taking} total={preflight?.counts.examples} />
          <Button className="max-md:h-10" onClick={giveUp}>
            {t('training.giveUp')}
          </Button>
        </div>
      ) : (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button type="submit" variant="primary" className="max-md:h-10" disabled={!preflight || preflight.counts.train === 0}>
            {t('training.take', { count: formatNumber(preflight?.counts.examples ?? 0) })}
          </Button>
          <p className="text-sm text-ink-soft">{t(preflight?.counts.train === 0 ? 'training.nothing' : 'training.takeHint')}</p>
        </div>
      )}
    </form>
  );
}

function TakingProgress({ taking: { event }, total }: { taking: Extract<Taking, { kind: 'running' }>; total: number | undefined }) {
  const { t } = useTranslation();
  const text =
    event.type === 'waiting' ? t('training.waiting') : event.type === 'reading' ? t('training.reading', { done: formatNumber(event.done) }) : t('training.writing', { done: formatNumber(event.done), total: formatNumber(event.total) });
  const share = event.type === 'writing' ? 0.5 + (event.done / Math.max(1, event.total)) / 2 : event.type === 'reading' && total ? Math.min(0.5, event.done / total / 2) : null;
  return (
    <output className="flex min-w-0 flex-1 basis-60 flex-col gap-1.5 text-sm text-ink-soft">
      <Progress value={share} label={t('training.progress')} />
      {text}
    </output>
  );
}
