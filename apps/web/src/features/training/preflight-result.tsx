import type { Preflight, ProblemKind } from '@llamune/contracts';
import { CircleCheck } from 'lucide-react';
import { Button } from '../../components/ui/button';
import { Disclosure } from '../../components/ui/disclosure';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { problemKinds } from './settings';

type Problem = Preflight['problems'][number];
interface PreflightResultProps {
  preflight: Preflight;
  onMend: (logId: number) => void;
  onExclude: (logId: number) => void;
  onAccept: (logId: number) => void;
}

/** What would be taken, what would not, and what can be done about it, here. */
export function PreflightResult({ preflight: { counts, problems, claimed_elsewhere }, ...actions }: PreflightResultProps) {
  const { t } = useTranslation();
  const kinds = problemKinds.filter((kind) => (counts.blocked[kind] ?? 0) > 0);
  return (
    <div className="flex flex-col gap-5">
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-5">
        {(['examples', 'corrections', 'train', 'valid', 'test'] as const).map((name) => (
          <div key={name} className="rounded-md bg-sunken px-3 py-2.5">
            <dt className="text-xs text-ink-soft">{t(`training.count.${name}`)}</dt>
            <dd className="text-xl font-semibold tabular-nums">{formatNumber(counts[name])}</dd>
          </div>
        ))}
      </dl>
      {claimed_elsewhere > 0 && <p className="text-sm text-ink-soft">{t('training.claimedElsewhere', { count: formatNumber(claimed_elsewhere) })}</p>}
      {kinds.length === 0 && counts.examples === 0 ? (
        <p className="text-sm text-ink-soft">{t('training.noLogs')}</p>
      ) : kinds.length === 0 ? (
        <p className="flex items-center gap-2 text-sm text-good">
          <CircleCheck aria-hidden className="size-4" />
          {t('training.noProblem')}
        </p>
      ) : (
        <div className="flex flex-col divide-y rounded-md border">
          {kinds.map((kind) => (
            <Disclosure key={kind} summary={t('training.problemCount', { problem: t(`training.problem.${kind}`), count: formatNumber(counts.blocked[kind]!) })} className="px-3.5 py-2.5">
              <Problems kind={kind} problems={problems.filter((problem) => problem.kind === kind)} total={counts.blocked[kind]!} {...actions} />
            </Disclosure>
          ))}
        </div>
      )}
    </div>
  );
}

function Problems({ kind, problems, total, onMend, onExclude, onAccept }: Omit<PreflightResultProps, 'preflight'> & { kind: ProblemKind; problems: readonly Problem[]; total: number }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-3 pt-1 pb-1.5">
      <p className="text-sm text-ink-soft">{t(`training.hint.${kind}`)}</p>
      <ul className="flex flex-col divide-y">
        {problems.map((problem) => (
          <li key={problem.log_id} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-2.5 text-sm">
            <div className="min-w-0 flex-1 basis-72">
              <p className="font-medium break-words">{problem.question}</p>
              {problem.target && <p className="mt-0.5 line-clamp-2 text-ink-soft">{problem.target}</p>}
              <Detail problem={problem} />
            </div>
            <div className="flex gap-2">
              {kind === 'personal_data' && (
                <Button size="sm" className="max-md:h-10" onClick={() => onAccept(problem.log_id)}>
                  {t('training.accept')}
                </Button>
              )}
              {kind === 'conflict' && (
                <Button size="sm" className="max-md:h-10" onClick={() => onExclude(problem.log_id)}>
                  {t('training.exclude')}
                </Button>
              )}
              {kind !== 'duplicate' && (
                <Button size="sm" variant="primary" className="max-md:h-10" onClick={() => onMend(problem.log_id)}>
                  {t('training.mend')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {total > problems.length && <p className="text-xs text-ink-faint">{t('training.moreProblems', { count: formatNumber(total - problems.length) })}</p>}
    </div>
  );
}

function Detail({ problem: { kind, detail, other_log_id, log_id } }: { problem: Problem }) {
  const { t } = useTranslation();
  const texts = [
    t('training.logNumber', { id: log_id }),
    kind === 'personal_data' && detail,
    kind === 'too_long' && detail && t('training.tokens', { count: formatNumber(Number(detail)) }),
    kind === 'conflict' && other_log_id && t('training.conflictsWith', { id: other_log_id }),
    kind === 'duplicate' && other_log_id && t('training.duplicateOf', { id: other_log_id }),
  ];
  return <p className="mt-0.5 text-xs text-ink-faint">{texts.filter(Boolean).join(' ・ ')}</p>;
}
