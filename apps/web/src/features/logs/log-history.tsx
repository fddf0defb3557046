import type { LogChange } from '@llamune/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { EvaluationMark } from '../../components/evaluation-mark';
import { TextDiff } from '../../components/text-diff';
import { trpc } from '../../lib/api';
import { formatDateTime } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

type Judged = LogChange['before'];
const texts = ['reason', 'correct_answer', 'memo', 'right_points', 'wrong_points', 'missing_points'] as const satisfies (keyof Judged)[];
const isChanged = ({ before, after }: LogChange, name: keyof Judged) => (before[name] ?? '') !== (after[name] ?? '');

/** Who changed what, newest first: nothing that anybody judged is ever gone. */
export function LogHistory({ logId }: { logId: number }) {
  const { t } = useTranslation();
  const { data: changes } = useSuspenseQuery(trpc.logs.history.queryOptions({ log_id: logId }));
  if (changes.length === 0) return <p className="text-sm text-ink-faint">{t('logs.noHistory')}</p>;
  return (
    <ol className="flex flex-col gap-5">
      {changes.map((change) => (
        <li key={change.id} className="border-l-2 pl-3.5">
          <p className="text-sm">
            <span className="font-medium">{t('logs.changed', { name: change.changed_by })}</span>{' '}
            <time dateTime={change.changed_at} className="text-ink-faint">
              {formatDateTime(change.changed_at)}
            </time>
          </p>
          <dl className="mt-1.5 flex flex-col gap-2 text-sm">
            <Codes change={change} />
            {texts
              .filter((name) => isChanged(change, name))
              .map((name) => (
                <Written key={name} name={name} before={change.before[name] ?? ''} after={change.after[name] ?? ''} />
              ))}
          </dl>
        </li>
      ))}
    </ol>
  );
}

/** What is one of a few values: before → after. */
function Codes({ change }: { change: LogChange }) {
  const { t } = useTranslation();
  const { before, after } = change;
  const priority = (judged: Judged) => (judged.priority ? t(`priority.${judged.priority}`) : t('priority.none'));
  return (
    <>
      {isChanged(change, 'evaluation') && (
        <Line label={t('evaluation.label')}>
          <span className="flex flex-wrap items-center">
            <EvaluationMark evaluation={before.evaluation} withText />
            <Becomes />
            <EvaluationMark evaluation={after.evaluation} withText />
          </span>
        </Line>
      )}
      {isChanged(change, 'priority') && (
        <Line label={t('priority.label')}>
          {priority(before)}
          <Becomes />
          {priority(after)}
        </Line>
      )}
      {isChanged(change, 'status') && (
        <Line label={t('status.label')}>
          {t(`status.${before.status}`)}
          <Becomes />
          {t(`status.${after.status}`)}
        </Line>
      )}
    </>
  );
}

/** A text: all of a new one, what was taken out and put in of one that was there. */
function Written({ name, before, after }: { name: (typeof texts)[number]; before: string; after: string }) {
  const { t } = useTranslation();
  return (
    <Line label={t(`logs.judged.${name}`)}>
      {before === '' ? <p className="whitespace-pre-wrap">{after}</p> : <TextDiff before={before} after={after} className="text-sm leading-[1.75]" />}
    </Line>
  );
}

const Line = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="grid gap-x-3 gap-y-0.5 sm:grid-cols-[7.5em_minmax(0,1fr)]">
    <dt className="text-ink-faint">{label}</dt>
    <dd className="max-w-[44em] min-w-0">{children}</dd>
  </div>
);

function Becomes() {
  const { t } = useTranslation();
  return (
    <span className="mx-2 text-ink-faint">
      <span aria-hidden>→</span>
      <span className="sr-only">{t('logs.becomes')}</span>
    </span>
  );
}
