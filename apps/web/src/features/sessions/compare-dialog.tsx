import type { Session, User } from '@llamune/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { ModelName } from '../../components/model-name';
import { Button } from '../../components/ui/button';
import { ChoiceCards } from '../../components/ui/choice';
import { Dialog } from '../../components/ui/dialog';
import { SkeletonRows } from '../../components/ui/skeleton';
import { client, trpc } from '../../lib/api';
import { formatDateTime } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { useModelOptions } from './model-options';
import { comparableQuery, useRefreshSessions } from './session-queries';

interface CompareDialogProps {
  session: Session;
  me: User;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** With the number of the session to compare with. */
  onChosen: (otherId: number) => void;
}

/** With which model, or with which earlier session, a session is compared. */
export function CompareDialog({ session, open, onOpenChange, ...rest }: CompareDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('compare.withAnother')} description={t('compare.dialogLead')} closeLabel={t('common.close')}>
      {open && (
        <div className="flex flex-col gap-6">
          <NewSession session={session} {...rest} />
          <EarlierSessions session={session} {...rest} />
        </div>
      )}
    </Dialog>
  );
}

type Inside = Pick<CompareDialogProps, 'session' | 'me' | 'onChosen'>;

/** A second session with the same PoC, prompt and sampling, and another model. */
function NewSession({ session, me, onChosen }: Inside) {
  const { t } = useTranslation();
  const refresh = useRefreshSessions();
  const [modelId, setModelId] = useState<string>();
  const { data: models, error: loadError, refetch } = useQuery({ ...trpc.models.list.queryOptions({}), staleTime: 0 });
  const options = useModelOptions(models?.filter(({ id }) => id !== session.model_id) ?? [], me);
  const start = useMutation({
    mutationFn: async (model_id: number) => {
      const { poc_id, system_prompt, multi_turn, sampling } = session;
      const { session_id } = await client.sessions.create.mutate({ poc_id, model_id, system_prompt: system_prompt ?? '', multi_turn, sampling });
      void refresh();
      return session_id;
    },
    onSuccess: onChosen,
  });
  if (!models) return loadError ? <ErrorNotice error={loadError} onRetry={() => void refetch()} /> : <SkeletonRows label={t('app.loading')} rows={2} />;
  if (options.length === 0) return <p className="text-sm text-ink-soft">{t('compare.noOtherModel')}</p>;
  return (
    <div className="flex flex-col items-start gap-3">
      <ChoiceCards label={t('compare.otherModel')} value={modelId} options={options} onChange={setModelId} className="w-full" />
      {start.error && <ErrorNotice error={start.error} />}
      <Button variant="primary" disabled={modelId === undefined || start.isPending} onClick={() => start.mutate(Number(modelId))} className="self-end max-md:h-10">
        {start.isPending ? t('sessions.starting') : t('compare.start')}
      </Button>
    </div>
  );
}

/** Those of the same PoC: a comparison is found again here. */
function EarlierSessions({ session, onChosen }: Inside) {
  const { t } = useTranslation();
  const { data: sessions } = useQuery(comparableQuery(session));
  const others = sessions?.filter(({ id, model_id, log_count }) => id !== session.id && model_id !== session.model_id && log_count > 0).slice(0, 5) ?? [];
  if (others.length === 0) return null;
  return (
    <section aria-label={t('compare.earlier')} className="flex flex-col gap-1.5">
      <h3 className="text-sm font-medium">{t('compare.earlier')}</h3>
      <ul className="divide-y rounded-lg border">
        {others.map((other) => (
          <li key={other.id}>
            <button type="button" onClick={() => onChosen(other.id)} className="flex w-full flex-col gap-0.5 px-3 py-2 text-left text-sm hover:bg-sunken">
              <span className="prose-spacing line-clamp-1 font-medium">{other.first_question}</span>
              <span className="flex flex-wrap gap-x-3 text-xs text-ink-faint">
                <ModelName name={other.model_name} version={other.model_version} isDemo={other.model_is_demo} />
                <time dateTime={other.started_at}>{formatDateTime(other.started_at)}</time>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
