import type { Run } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { ModelName } from '../../components/model-name';
import { useSamplingFacts } from '../../components/sampling-facts';
import { Facts } from '../../components/ui/facts';
import { LongText } from '../../components/ui/long-text';
import { formatDateTime } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

/** Under which conditions it was asked. */
export function RunFacts({ run }: { run: Run }) {
  const { t } = useTranslation();
  const sampling = useSamplingFacts(run.sampling);
  return (
    <Facts
      facts={[
        { label: t('runs.model'), value: <ModelName name={run.model_name} version={run.model_version} isDemo={run.model_is_demo} /> },
        {
          label: t('runs.setName'),
          value: (
            <Link to="/retest/sets/$setId" params={{ setId: run.set_id }} search={{ version: run.set_version }} className="text-brand-ink underline">
              {t('runs.title', { set: run.set_name, version: run.set_version })}
            </Link>
          ),
        },
        { label: t('runs.startedBy'), value: run.created_by },
        ...(run.started_at ? [{ label: t('runs.startedAt'), value: formatDateTime(run.started_at) }] : []),
        ...(run.finished_at ? [{ label: t('runs.finishedAt'), value: formatDateTime(run.finished_at) }] : []),
        { label: t('runs.repeatCount'), value: String(run.repeats) },
        ...sampling,
        { label: t('runs.systemPrompt'), wide: Boolean(run.system_prompt), value: run.system_prompt ? <LongText text={run.system_prompt} className="max-h-56 overflow-y-auto rounded-md bg-sunken/60 px-3 py-2 break-words whitespace-pre-wrap" /> : t('runs.noPrompt') },
      ]}
    />
  );
}
