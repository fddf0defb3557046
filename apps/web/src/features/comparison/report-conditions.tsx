import { samplingDefaults, type ModelLine, type RunDetail } from '@llamune/contracts';
import type { ReactNode } from 'react';
import { formatDate, formatNumber } from '../../lib/format';
import { useTranslation, type Translate } from '../../lib/i18n';
import { useAgreementText } from './agreement-text';
import { useJudgesText } from './judges-text';
import type { Reported } from './report-page';
import { ReportSection } from './report-section';
import { useNames } from './version-names';

const generationsShown = 3;
const hashShown = 12;

/** What was compared with what, on what, how, and by whom it was judged. */
export function ReportConditions({ reported: { result, poc, runs, lines } }: { reported: Reported }) {
  const { t } = useTranslation();
  const agreement = useAgreementText();
  const judgesText = useJudgesText();
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
    { name: t('comparison.judges'), value: judgesText(result.judges) },
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
function VersionLine({ run, line }: { run: RunDetail; line: ModelLine }) {
  const { t } = useTranslation();
  const { nameOf } = useNames();
  return (
    <>
      <span className="font-semibold">{nameOf(run)}</span>
      {run.model_is_demo && t('common.inBrackets', { text: t('model.demo') })} <span className="line-clamp-2">{lineageText(line, t)}</span>
      <span className="line-clamp-2 text-ink-soft">{[t('comparison.reportRun', { id: run.id, date: formatDate(run.finished_at ?? run.created_at) }), ...samplingTexts(run, t), ...makerTexts(run, t)].join(' ')}</span>
    </>
  );
}

/** From the version back to what it was trained from, step by step. */
const lineageText = ({ generations }: ModelLine, t: Translate) => {
  const texts = generations.slice(0, generationsShown).flatMap(({ lineage, snapshot }, index) => {
    if (lineage === 'base') return [];
    const parent = generations[index + 1];
    const data = snapshot
      ? t('comparison.lineageData', { version: snapshot.version, train: formatNumber(snapshot.train), corrections: formatNumber(snapshot.corrections), sha256: snapshot.content_sha256.slice(0, hashShown) })
      : t('comparison.lineageUnknown');
    return [`← ${data}`, ...(parent ? [`← ${parent.model_name} ${t('model.version', { version: parent.version })}`] : [])];
  });
  return texts.length === 0 ? t('comparison.lineageBase') : texts.join(' ');
};

const samplingNames = Object.keys(samplingDefaults) as (keyof typeof samplingDefaults)[];
/** What decides whether it can be done again, and what is not as usual. */
const samplingTexts = ({ sampling, repeats }: RunDetail, t: Translate) => [
  ...samplingNames.filter((name) => name === 'temperature' || name === 'seed' || sampling[name] !== samplingDefaults[name]).map((name) => `${name} ${sampling[name] ?? t('sampling.random')}`),
  ...(repeats > 1 ? [t('comparison.reportRepeats', { count: repeats })] : []),
];

/** The file or the server that answered, as the engine said with the answers. */
const makerTexts = ({ made_by: [maker, ...others] }: RunDetail, t: Translate) => [
  ...(maker?.file ? [maker.file] : []),
  ...(maker?.file_sha256 ? [`sha256:${maker.file_sha256.slice(0, hashShown)}…`] : []),
  ...(maker?.adapter ? [maker.adapter] : []),
  ...(maker?.served_model ? [maker.served_model] : []),
  ...(others.length > 0 ? [t('comparison.reportMixed')] : []),
];

const Prompt = ({ text }: { text: string | null }) => {
  const { t } = useTranslation();
  return text ? <span className="line-clamp-2">{text}</span> : t('common.none');
};
