import { textLimits, type Comparison, type GateCheck, type Model, type ReleaseState } from '@llamune/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { Button } from '../../components/ui/button';
import { Segments } from '../../components/ui/choice';
import { Field } from '../../components/ui/field';
import { Select } from '../../components/ui/select';
import { Textarea } from '../../components/ui/textarea';
import { toast } from '../../components/ui/toaster';
import { trpc } from '../../lib/api';
import { formatDate } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { GateChecks } from './gate-checks';
import { comparisonsOf, gateQuery, releasesQuery } from './release-queries';

type Way = 'comparison' | 'exception';

/** Makes a version the default: by a comparison in which it passes, or with a reason that is recorded. */
export function ReleaseForm({ state, models }: { state: ReleaseState; models: readonly Model[] }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [way, setWay] = useState<Way>('comparison');
  const [comparisonId, setComparisonId] = useState<number>();
  const [modelId, setModelId] = useState<number>();
  const [reason, setReason] = useState('');
  const { data: comparisons } = useQuery(comparisonsOf(state.poc_id));
  const comparison = comparisons?.find(({ id }) => id === comparisonId);
  const gate = useQuery({ ...gateQuery(comparison?.id ?? 0), enabled: comparison !== undefined });
  const release = useMutation(
    trpc.releases.release.mutationOptions({
      onSuccess: (decided) => {
        queryClient.setQueryData(releasesQuery(state.poc_id).queryKey, decided);
        setComparisonId(undefined);
        setModelId(undefined);
        setReason('');
        toast(t('releases.released'));
      },
      onError: () => queryClient.invalidateQueries({ queryKey: trpc.releases.pathKey() }),
    }),
  );
  const passes = way === 'comparison' && gate.data?.passed === true;
  const chosen = way === 'exception' ? modelId : comparison?.candidate.model_id;
  const needsReason = chosen !== undefined && !passes && (way === 'exception' || gate.data !== undefined);
  const isReady = chosen !== undefined && (passes || (needsReason && reason.trim() !== ''));
  const isCurrent = chosen !== undefined && chosen === state.current?.model_id;
  const submit = () => {
    if (chosen === undefined || !isReady) return;
    release.mutate({
      poc_id: state.poc_id,
      model_id: chosen,
      seen_release_id: state.current?.id ?? null,
      ...(way === 'comparison' && comparison && { comparison_id: comparison.id }),
      ...(!passes && { exception_reason: reason }),
    });
  };
  return (
    <form
      aria-label={t('releases.release')}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Segments
        label={t('releases.release')}
        value={way}
        options={[
          { value: 'comparison', label: t('releases.way.comparison') },
          { value: 'exception', label: t('releases.way.exception') },
        ]}
        onChange={setWay}
        className="self-start"
      />
      {way === 'comparison' ? <ComparisonField comparisons={comparisons} value={comparison?.id} onChange={setComparisonId} /> : <ModelField models={models} value={modelId} onChange={setModelId} />}
      {comparison && way === 'comparison' && (gate.error ? <ErrorNotice error={gate.error} onRetry={() => void gate.refetch()} /> : <GateResult gate={gate.data} />)}
      {needsReason && (
        <Field label={t('releases.exceptionReason')} hint={way === 'exception' ? t('releases.exceptionHint') : undefined}>
          {(wiring) => <Textarea {...wiring} rows={2} maxLength={textLimits.note} value={reason} onChange={({ target }) => setReason(target.value)} />}
        </Field>
      )}
      {isCurrent && <p className="text-sm text-fair">{t('releases.isDefaultAlready')}</p>}
      {release.error && <ErrorNotice error={release.error} special={{ 409: t('releases.decidedMeanwhile') }} />}
      <div>
        <Button type="submit" variant="primary" className="max-md:h-10" disabled={!isReady || isCurrent || release.isPending}>
          {t('releases.submit')}
        </Button>
      </div>
    </form>
  );
}

function ComparisonField({ comparisons, value, onChange }: { comparisons: readonly Comparison[] | undefined; value: number | undefined; onChange: (id: number | undefined) => void }) {
  const { t } = useTranslation();
  if (comparisons?.length === 0)
    return (
      <p className="text-sm text-ink-soft">
        {t('releases.noComparisons')}{' '}
        <Link to="/retest" className="text-brand-ink underline">
          {t('releases.toRetest')}
        </Link>
      </p>
    );
  return (
    <Field label={t('releases.comparison')} hint={t('releases.comparisonHint')} className="max-w-xl">
      {(wiring) => (
        <Select {...wiring} value={value ?? ''} onChange={({ target }) => onChange(Number(target.value) || undefined)}>
          <option value="">{t('releases.choose')}</option>
          {comparisons?.map(({ id, candidate, set_name, set_version, created_at }) => (
            <option key={id} value={id}>
              {t('releases.comparisonOption', { model: candidate.model_name, version: candidate.model_version, set: set_name, setVersion: set_version, date: formatDate(created_at) })}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function ModelField({ models, value, onChange }: { models: readonly Model[]; value: number | undefined; onChange: (id: number | undefined) => void }) {
  const { t } = useTranslation();
  return (
    <Field label={t('releases.model')} className="max-w-xl">
      {(wiring) => (
        <Select {...wiring} value={value ?? ''} onChange={({ target }) => onChange(Number(target.value) || undefined)}>
          <option value="">{t('releases.choose')}</option>
          {models
            .toSorted((a, b) => b.id - a.id)
            .map(({ id, model_name, version }) => (
              <option key={id} value={id}>
                {model_name} {t('model.version', { version })}
              </option>
            ))}
        </Select>
      )}
    </Field>
  );
}

function GateResult({ gate }: { gate: { passed: boolean; checks: GateCheck[] } | undefined }) {
  const { t } = useTranslation();
  if (!gate) return <output className="text-sm text-ink-faint">{t('releases.checking')}</output>;
  return (
    <output className="flex flex-col gap-2 rounded-md bg-sunken/60 px-3.5 py-3">
      <span className="text-sm font-medium">{t(gate.passed ? 'releases.passes' : 'releases.fails')}</span>
      <GateChecks checks={gate.checks} />
    </output>
  );
}
