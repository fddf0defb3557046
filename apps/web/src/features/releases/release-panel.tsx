import type { Model, ReleaseState } from '@llamune/contracts';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/ui/button';
import { ConfirmDialog } from '../../components/ui/confirm-dialog';
import { Disclosure } from '../../components/ui/disclosure';
import { Panel } from '../../components/ui/page';
import { toast } from '../../components/ui/toaster';
import { trpc } from '../../lib/api';
import { errorSentence } from '../../lib/error-sentence';
import { useTranslation } from '../../lib/i18n';
import { PolicyForm } from './policy-form';
import { ReleaseForm } from './release-form';
import { ReleaseLine } from './release-line';
import { releasesQuery } from './release-queries';

/** The default version of a PoC: which it is, what it takes to become it, and what it was. */
export function ReleasePanel({ pocId, models }: { pocId: number; models: readonly Model[] }) {
  const { t } = useTranslation();
  const { data: state } = useSuspenseQuery(releasesQuery(pocId));
  const { current, history } = state;
  return (
    <Panel title={t('releases.title')}>
      <div className="flex flex-col gap-6">
        <p className="-mt-3 text-sm text-ink-soft">{t('releases.lead')}</p>
        <section className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 rounded-md border px-4 py-3.5" aria-label={t('releases.current')}>
          {current ? <ReleaseLine release={current} /> : <p className="text-sm text-ink-soft">{t('releases.none')}</p>}
          {history.length > 1 && <RevertButton state={state} />}
        </section>
        <section className="flex flex-col gap-3">
          <h3 className="text-sm font-medium">{t('releases.release')}</h3>
          <ReleaseForm state={state} models={models} />
        </section>
        <section className="flex flex-col gap-3 border-t pt-5">
          <h3 className="text-sm font-medium">{t('releases.policy')}</h3>
          <PolicyForm key={JSON.stringify(state.policy)} pocId={pocId} policy={state.policy} />
        </section>
        {history.length > 0 && (
          <Disclosure summary={t('releases.history')} className="border-t pt-5">
            <ol className="mt-2 max-h-96 divide-y overflow-y-auto">
              {history.map((release) => (
                <li key={release.id} className="py-3">
                  <ReleaseLine release={release} />
                </li>
              ))}
            </ol>
          </Disclosure>
        )}
      </div>
    </Panel>
  );
}

function RevertButton({ state: { poc_id, current } }: { state: ReleaseState }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [asks, setAsks] = useState(false);
  const revert = useMutation(
    trpc.releases.revert.mutationOptions({
      onSuccess: (decided) => {
        queryClient.setQueryData(releasesQuery(poc_id).queryKey, decided);
        toast(t('releases.reverted'));
      },
      onError: () => queryClient.invalidateQueries({ queryKey: trpc.releases.pathKey() }),
    }),
  );
  const model = current ? `${current.model_name} ${t('model.version', { version: current.model_version })}` : '';
  return (
    <>
      <Button size="sm" className="max-md:h-10" onClick={() => setAsks(true)}>
        {t('releases.revert')}
      </Button>
      <ConfirmDialog
        open={asks}
        onOpenChange={setAsks}
        title={t('releases.revertTitle')}
        confirmLabel={t('releases.revert')}
        cancelLabel={t('common.cancel')}
        onConfirm={() => revert.mutateAsync({ poc_id, seen_release_id: current?.id ?? null })}
        errorSentence={(error) => errorSentence(error, { 409: t('releases.noEarlier') })}
      >
        <p>{t('releases.revertBody', { model })}</p>
      </ConfirmDialog>
    </>
  );
}
