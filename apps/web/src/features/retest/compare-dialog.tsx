import type { Comparison, Run } from '@llamune/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { Button } from '../../components/ui/button';
import { Dialog } from '../../components/ui/dialog';
import { Field } from '../../components/ui/field';
import { Notice } from '../../components/ui/notice';
import { Select } from '../../components/ui/select';
import { SkeletonRows } from '../../components/ui/skeleton';
import { trpc } from '../../lib/api';
import { formatDate } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { finishedRuns } from './comparison-queries';

interface CompareDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCompared: (comparison: Comparison) => void;
}

const shares = [0, 10, 20, 50, 100];
/** Both have answered the very same questions. */
const areComparable = (a: Run, b: Run) => a.id !== b.id && a.set_id === b.set_id && a.set_version === b.set_version;

export function CompareDialog({ open, onOpenChange, onCompared }: CompareDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('retest.compareTitle')} description={t('retest.compareLead')} closeLabel={t('common.close')}>
      <CompareForm onCompared={onCompared} />
    </Dialog>
  );
}

function CompareForm({ onCompared }: Pick<CompareDialogProps, 'onCompared'>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data: runs, error: unknown, refetch } = useQuery(finishedRuns);
  const [baselineId, setBaselineId] = useState<number>();
  const [candidateId, setCandidateId] = useState<number>();
  const [share, setShare] = useState(0);
  const compare = useMutation(
    trpc.comparisons.create.mutationOptions({
      onSuccess: (comparison) => {
        void queryClient.invalidateQueries({ queryKey: trpc.comparisons.pathKey() });
        onCompared(comparison);
      },
    }),
  );
  if (!runs) return unknown ? <ErrorNotice error={unknown} onRetry={() => void refetch()} /> : <SkeletonRows label={t('app.loading')} rows={2} />;
  const paired = runs.filter((run) => runs.some((other) => areComparable(run, other)));
  if (paired.length === 0) return <Notice>{t('retest.tooFewRuns')}</Notice>;
  const baseline = paired.find(({ id }) => id === baselineId);
  const candidates = baseline ? paired.filter((run) => areComparable(run, baseline)) : [];
  const candidate = candidates.find(({ id }) => id === candidateId);
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (baseline && candidate) compare.mutate({ baseline_run_id: baseline.id, candidate_run_id: candidate.id, second_percent: share });
      }}
    >
      <Field label={t('retest.baseline')}>{(wiring) => <RunSelect {...wiring} runs={paired} value={baseline?.id} onChange={setBaselineId} />}</Field>
      <Field label={t('retest.candidate')}>{(wiring) => <RunSelect {...wiring} runs={candidates} value={candidate?.id} onChange={setCandidateId} disabled={!baseline} />}</Field>
      <Field label={t('retest.secondPercent')} hint={t('retest.secondHint')}>
        {(wiring) => (
          <Select {...wiring} value={share} onChange={({ target }) => setShare(Number(target.value))}>
            {shares.map((value) => (
              <option key={value} value={value}>
                {t('retest.percent', { value })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {compare.error && <ErrorNotice error={compare.error} />}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" className="max-md:h-10" disabled={!baseline || !candidate || compare.isPending}>
          {t('retest.compare')}
        </Button>
      </div>
    </form>
  );
}

interface RunSelectProps {
  id: string;
  runs: readonly Run[];
  value: number | undefined;
  disabled?: boolean;
  onChange: (id: number | undefined) => void;
}

function RunSelect({ runs, value, onChange, ...wiring }: RunSelectProps) {
  const { t } = useTranslation();
  return (
    <Select {...wiring} value={value ?? ''} onChange={({ target }) => onChange(target.value === '' ? undefined : Number(target.value))}>
      <option value="">{t('retest.chooseRun')}</option>
      {runs.map((run) => (
        <option key={run.id} value={run.id}>
          {t('retest.runOption', { set: run.set_name, setVersion: run.set_version, model: run.model_name, version: run.model_version, date: formatDate(run.created_at) })}
        </option>
      ))}
    </Select>
  );
}
