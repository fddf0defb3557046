import type { Improvement } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { Check, Circle } from 'lucide-react';
import type { ReactNode } from 'react';
import { EvaluationMark } from '../../components/evaluation-mark';
import { cn } from '../../lib/cn';
import { formatDate } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

const link = 'text-brand-ink underline';

/** Corrected, taken, trained, retested: as far as it has come, each with the way to it. Training and models are an admin's pages. */
export function Chain({ improvement: { id, stage, snapshot, model, retest }, isAdmin }: { improvement: Improvement; isAdmin: boolean }) {
  const { t } = useTranslation();
  const isCorrected = stage !== 'to_correct';
  const snapshotText = snapshot && t('improvements.snapshot', { version: snapshot.version });
  const modelText = model && t('improvements.model', { name: model.model_name, version: model.version });
  return (
    <ol aria-label={t('improvements.chain', { id })} className="flex flex-wrap gap-x-5 gap-y-1 text-xs">
      <Step isDone={isCorrected}>{t(isCorrected ? 'improvements.corrected' : 'improvements.notCorrected')}</Step>
      {snapshot && (
        <Step isDone>
          {isAdmin ? (
            <Link to="/admin/training/$snapshotId" params={{ snapshotId: snapshot.snapshot_id }} className={link}>
              {snapshotText}
            </Link>
          ) : (
            snapshotText
          )}
        </Step>
      )}
      {model && (
        <Step isDone>
          {isAdmin ? (
            <Link to="/admin/models/$modelId" params={{ modelId: model.model_id }} className={link}>
              {modelText}
            </Link>
          ) : (
            modelText
          )}
        </Step>
      )}
      {retest && (
        <Step isDone>
          <Link to="/retest/runs/$runId" params={{ runId: retest.run_id }} className={link}>
            {t('improvements.retest', { date: formatDate(retest.judged_at) })}
          </Link>
          <EvaluationMark evaluation={retest.evaluation} />
          {retest.carried && <span className="text-ink-faint">{t('improvements.carried')}</span>}
        </Step>
      )}
    </ol>
  );
}

function Step({ isDone, children }: { isDone: boolean; children: ReactNode }) {
  const Icon = isDone ? Check : Circle;
  return (
    <li className={cn('flex items-center gap-1.5', !isDone && 'text-ink-faint')}>
      <Icon aria-hidden className={cn('size-3.5 shrink-0', isDone && 'text-good')} />
      {children}
    </li>
  );
}
