import type { Model } from '@llamune/contracts';
import { CircleCheck, LoaderCircle } from 'lucide-react';
import { ErrorNotice } from '../../components/error-notice';
import { Notice } from '../../components/ui/notice';
import { Progress } from '../../components/ui/progress';
import { formatTime } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { runsOnServer } from '../../lib/runs-on-server';
import { problemOf } from './model-texts';
import type { useCheck } from './use-check';
import type { useLoad } from './use-load';

interface ModelOutcomeProps {
  model: Model;
  label: string;
  loading: ReturnType<typeof useLoad>;
  check: ReturnType<typeof useCheck>;
}

/** What is going on with a model, what came of it, and what is wrong with it. */
export function ModelOutcome({ model, label, loading: { load, unload }, check }: ModelOutcomeProps) {
  const { t } = useTranslation();
  const isServer = runsOnServer(model);
  const trouble = problemOf(model, t);
  const loadError = load.error && !trouble ? load.error : unload.error;
  return (
    <>
      {model.state === 'loading' && !isServer && <LoadProgress progress={model.load_progress} label={label} />}
      {trouble && (
        <div className="mt-2 text-sm text-bad">
          <p>{trouble.sentence}</p>
          {trouble.detail && <p className="mt-0.5 text-xs">{trouble.detail}</p>}
        </div>
      )}
      {loadError && <ErrorNotice error={loadError} special={{ 409: t('models.cannotLoad'), 503: isServer ? t('models.connectFailed') : t('models.loadFailed') }} className="mt-2" />}
      <CheckResult check={check} />
    </>
  );
}

function LoadProgress({ progress, label }: { progress: number | null; label: string }) {
  const { t } = useTranslation();
  return (
    <div className="mt-2 flex max-w-md items-center gap-3 text-sm text-ink-soft">
      <Progress value={progress} label={t('models.progressName', { name: label })} className="flex-1" />
      <span className="shrink-0">{progress === null ? t('models.loading') : t('models.loadingNow', { percent: Math.floor(progress * 100) })}</span>
    </div>
  );
}

function CheckResult({ check: { isPending, data, error, submittedAt } }: { check: ReturnType<typeof useCheck> }) {
  const { t } = useTranslation();
  const time = formatTime(new Date(submittedAt));
  return (
    <>
      <output className="block text-sm empty:hidden">
        {isPending && (
          <span className="mt-2 flex items-start gap-2 text-ink-soft">
            <LoaderCircle aria-hidden className="mt-[3px] size-4 shrink-0 animate-spin text-brand" />
            {t('models.checking')}
          </span>
        )}
        {data?.problem === null && (
          <span className="mt-2 flex items-start gap-2 text-good">
            <CircleCheck aria-hidden className="mt-[3px] size-4 shrink-0" />
            {t('models.checkPassed', { time })}
          </span>
        )}
      </output>
      {data?.problem && (
        <Notice tone="error" className="mt-2">
          <p>{t('models.checkFailed', { time })}</p>
          <p className="mt-0.5 text-xs">{t('common.serverSays', { detail: data.problem })}</p>
        </Notice>
      )}
      {error && <ErrorNotice error={error} special={{ 409: t('models.cannotCheck'), 503: t('models.checkBroke') }} className="mt-2" />}
    </>
  );
}
