import type { RecommendedModel } from '@llamune/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Badge } from '../../components/ui/badge';
import { Button } from '../../components/ui/button';
import { ConfirmDialog } from '../../components/ui/confirm-dialog';
import { Panel } from '../../components/ui/page';
import { formatBytes } from '../../lib/format';
import { currentLanguage, useTranslation } from '../../lib/i18n';
import { downloadsQuery, recommendedQuery } from './download-queries';
import { startRefusal, useStartDownload } from './use-download-actions';

/** Models that are known to be good at Japanese, by the memory they are meant for. */
export function RecommendedList() {
  const { t } = useTranslation();
  const { data: recommended } = useSuspenseQuery(recommendedQuery);
  const { data: downloads } = useSuspenseQuery(downloadsQuery);
  const [asked, setAsked] = useState<RecommendedModel>();
  const start = useStartDownload();
  // The largest that fits makes the most of the machine.
  const best = recommended.filter(({ fits }) => fits).toSorted((a, b) => a.memory_gb - b.memory_gb || a.bytes - b.bytes).at(-1);
  return (
    <Panel title={t('downloads.recommended')}>
      <p className="-mt-2 mb-1 text-sm text-ink-soft">{recommended.length === 0 ? t('downloads.noRecommended') : t('downloads.recommendedLead')}</p>
      <ul aria-label={t('downloads.recommended')} className="-mb-3 divide-y">
        {recommended.map((model) => (
          <Row key={model.address} model={model} isBest={model === best} state={downloads.find(({ address }) => address === model.address)?.state} onStart={() => setAsked(model)} />
        ))}
      </ul>
      <ConfirmDialog
        open={asked !== undefined}
        onOpenChange={() => setAsked(undefined)}
        title={t('downloads.startTitle', { name: asked?.name ?? '' })}
        confirmLabel={t('downloads.start')}
        cancelLabel={t('common.cancel')}
        onConfirm={async () => asked && start.mutateAsync({ address: asked.address })}
        errorSentence={startRefusal}
      >
        {asked && (
          <>
            <p>{t('downloads.startBody', { bytes: formatBytes(asked.bytes) })}</p>
            <p className="font-mono text-xs">{asked.address}</p>
            <p className="text-sm">{t('downloads.license', { license: asked.license })}</p>
            {!asked.fits && <p className="font-medium text-bad">{t('downloads.startTooLarge')}</p>}
          </>
        )}
      </ConfirmDialog>
    </Panel>
  );
}

interface RowProps {
  model: RecommendedModel;
  isBest: boolean;
  state: 'running' | 'paused' | 'checking' | 'done' | 'failed' | undefined;
  onStart: () => void;
}

function Row({ model, isBest, state, onStart }: RowProps) {
  const { t } = useTranslation();
  return (
    <li aria-label={model.name} className="grid gap-x-6 gap-y-2.5 py-3.5 md:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-medium">{model.name}</span>
          {isBest && <Badge tone="brand">{t('downloads.best')}</Badge>}
          <Badge tone={model.fits ? 'good' : 'plain'}>{model.fits ? t('facts.fits') : t('facts.tooLarge')}</Badge>
        </p>
        <p className="mt-1 text-sm text-ink-soft">{currentLanguage() === 'en' ? model.note_en : model.note}</p>
        <p className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5 text-xs text-ink-faint">
          <span>{t('downloads.forMemory', { memory: model.memory_gb })}</span>
          <span>{formatBytes(model.bytes)}</span>
          <span>{t('downloads.license', { license: model.license })}</span>
          <span className="basis-full font-mono">{model.address}</span>
        </p>
      </div>
      {state ? (
        <Badge className="self-start justify-self-start">{t(`downloads.state.${state}`)}</Badge>
      ) : (
        <Button size="sm" className="justify-self-start max-md:h-10" aria-label={t('downloads.startName', { name: model.name })} onClick={onStart}>
          {t('downloads.start')}
        </Button>
      )}
    </li>
  );
}
