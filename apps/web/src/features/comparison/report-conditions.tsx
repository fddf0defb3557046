import { samplingDefaults, type ModelLine, type RunDetail } from '@llamune/contracts';
import type { ReactNode } from 'react';
import { formatDate, formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { useAgreementText } from './agreement-text';
import type { Reported } from './report-page';
import { ReportSection } from './report-section';

const generationsShown = 3;
const hashShown = 12;

/** What was compared with what, on what, how, and by whom it was judged. */
export function ReportConditions({ reported: { result, poc, runs, lines } }: { reported: Reported }) {
  const { t } = useTranslation();
  const agreement = useAgreementText();
  const { comparison, outcomes } = result;
  const { progress } = comparison;
  const isSamePrompt = runs.baseline.system_prompt === runs.candidate.system_prompt;
  const judged = [
    t('comparison.reportBlind', { pairs: formatNumber(progress.judged), carried: formatNumber(progress.carried) }),
    agreement(result),
    ...(progress.disagreed > 0 ? [t('comparison.disagreedText', { disagreed: formatNumber(progress.disagreed), decided: formatNumber(progress.decided) })] : []),
  ];
  const rows: { name: string; value: ReactNode }[] = [
    { name: t('comparison.reportSet'), value: `${poc ? `${poc.name} ／ ` : ''}${t('comparison.setVersion', { name: comparison.set_name, version: comparison.set_version })} ${t('comparison.questionCount', { count: formatNumber(outcomes.questions) })}` },
    { name: t('comparison.baseline'), value: <VersionLine run={runs.baseline} line={lines.baseline} /> },
    { name: t('comparison.candidate'), value: <VersionLine run={runs.candidate} line={lines.candidate} /> },
    ...(isSamePrompt
      ? [{ name: t('poc.systemPrompt'), value: <Prompt text={runs.candidate.system_prompt} /> }]
      : (['baseline', 'candidate'] as const).map((side) => ({ name: t(`comparison.promptOf.${side}`), value: <Prompt text={runs[side].system_prompt} /> }))),
    { name: t('comparison.howJudged'), value: judged.join('') },
    { name: t('comparison.reportMade'), value: t('comparison.reportMadeText', { date: formatDate(comparison.created_at), name: comparison.created_by }) },
  ];
  return (
    <ReportSection title={t('comparison.reportConditions')}>
      <dl className="border-t border-line-strong">
        {rows.map(({ name, value }) => (
          <div key={name} className="grid grid-cols-[9.5em_minmax(0,1fr)] gap-x-3 border-b py-1">
            <dt className="text-ink-soft">{name}</dt>
            <dd className="min-w-0">{value}</dd>
          </div>
        ))}
      </dl>
    </ReportSection>
  );
}

/** The version with what it was made of, and what really answered. */
function VersionLine({ run, line: { generations } }: { run: RunDetail; line: ModelLine }) {
  const { t } = useTranslation();
  const [self, ...parents] = generations;
  const nameOf = ({ model_name, version }: { model_name: string; version: number }) => `${model_name} ${t('model.version', { version })}`;
  const lineage = self && self.lineage !== 'base' ? lineageTexts(generations.slice(0, generationsShown), parents.slice(0, generationsShown), nameOf, t) : t('comparison.lineageBase');
  const sampling = (Object.keys(samplingDefaults) as (keyof typeof samplingDefaults)[]).filter((name) => name === 'temperature' || name === 'seed' || run.sampling[name] !== samplingDefaults[name]).map((name) => `${name} ${run.sampling[name] ?? t('sampling.random')}`);
  return (
    <>
      <span className="font-semibold">{nameOf({ model_name: run.model_name, version: run.model_version })}</span>
      {run.model_is_demo && t('common.inBrackets', { text: t('model.demo') })} <span className="line-clamp-2">{lineage}</span>
      <span className="line-clamp-2 text-ink-soft">
        {t('comparison.reportRun', { id: run.id, date: formatDate(run.finished_at ?? run.created_at) })} {sampling.join(', ')}
        {run.repeats > 1 && ` ${t('comparison.reportRepeats', { count: run.repeats })}`}
        {run.made_by.slice(0, 1).map(({ file, file_sha256, served_model }) => (file_sha256 ? ` ${file ?? ''} sha256:${file_sha256.slice(0, hashShown)}…` : served_model ? ` ${served_model}` : ''))}
      </span>
    </>
  );
}

type Generation = ModelLine['generations'][number];
const lineageTexts = (generations: readonly Generation[], parents: readonly Generation[], nameOf: (generation: Generation) => string, t: ReturnType<typeof useTranslation>['t']) =>
  generations
    .flatMap(({ lineage, snapshot }, index) => {
      const parent = parents[index];
      if (lineage === 'base') return [];
      const data = snapshot ? t('comparison.lineageData', { version: snapshot.version, train: formatNumber(snapshot.train), corrections: formatNumber(snapshot.corrections), sha256: snapshot.content_sha256.slice(0, hashShown) }) : t('comparison.lineageUnknown');
      return [`← ${data}${parent ? ` ← ${nameOf(parent)}` : ''}`];
    })
    .join(' ');

const Prompt = ({ text }: { text: string | null }) => {
  const { t } = useTranslation();
  return text ? <span className="line-clamp-2">{text}</span> : t('common.none');
};
