import type { Run, RunState } from '@llamune/contracts';
import { Badge, type Tone } from '../../components/ui/badge';
import { Progress } from '../../components/ui/progress';
import { formatNumber, formatRough } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

const tones: Record<RunState, Tone> = { waiting: 'plain', running: 'brand', paused: 'fair', cancelled: 'plain', done: 'good' };

export function RunStateBadge({ state }: { state: RunState }) {
  const { t } = useTranslation();
  return <Badge tone={tones[state]}>{t(`runs.state.${state}`)}</Badge>;
}

/** How many questions are answered, how many of them failed, and how long it will still take. */
export function RunProgress({ run, className }: { run: Run; className?: string }) {
  const { t } = useTranslation();
  const { total, answered, failed } = run.progress;
  return (
    <div className={className}>
      <Progress value={total === 0 ? 0 : answered / total} label={t('runs.progressName', { set: run.set_name, model: run.model_name })} className="w-full" />
      <p className="mt-1 flex flex-wrap gap-x-4 text-xs text-ink-soft">
        <span>{t('runs.answered', { done: formatNumber(answered), total: formatNumber(total) })}</span>
        {failed > 0 && <span className="text-bad">{t('runs.failed', { count: formatNumber(failed) })}</span>}
        {run.state === 'running' && run.remaining_seconds !== null && <span>{t('runs.remaining', { time: formatRough(run.remaining_seconds) })}</span>}
      </p>
    </div>
  );
}
