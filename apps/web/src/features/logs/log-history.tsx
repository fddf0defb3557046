import type { LogChange } from '@llamune/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../lib/api';
import { formatDateTime } from '../../lib/format';

type Judged = LogChange['before'];
const names = ['evaluation', 'priority', 'reason', 'correct_answer', 'memo', 'status'] as const;

export function LogHistory({ logId }: { logId: number }) {
  const { t } = useTranslation();
  const { data: changes } = useSuspenseQuery(trpc.logs.history.queryOptions({ log_id: logId }));
  if (changes.length === 0) return <p className="text-sm text-ink-faint">{t('logs.noHistory')}</p>;
  return (
    <ol className="flex flex-col gap-4">
      {changes.map((change) => (
        <li key={change.id} className="border-l-2 pl-3.5">
          <p className="text-sm">
            <span className="font-medium">{t('logs.changed', { name: change.changed_by })}</span>{' '}
            <time dateTime={change.changed_at} className="text-ink-faint">
              {formatDateTime(change.changed_at)}
            </time>
          </p>
          <dl className="mt-1 flex flex-col gap-1 text-sm">
            {names
              .filter((name) => change.before[name] !== change.after[name])
              .map((name) => (
                <Difference key={name} name={name} change={change} />
              ))}
          </dl>
        </li>
      ))}
    </ol>
  );
}

function Difference({ name, change: { before, after } }: { name: (typeof names)[number]; change: LogChange }) {
  const show = useValue();
  const labels = useLabels();
  return (
    <div className="grid grid-cols-[6em_1fr] gap-3">
      <dt className="text-ink-faint">{labels[name]}</dt>
      <dd className="max-w-[44em] min-w-0">
        <del className="text-ink-faint no-underline">{show(before, name)}</del>
        <span aria-hidden className="mx-2 text-ink-faint">
          →
        </span>
        <ins className="whitespace-pre-wrap no-underline">{show(after, name)}</ins>
      </dd>
    </div>
  );
}

const useLabels = () => {
  const { t } = useTranslation();
  return {
    evaluation: t('evaluation.label'),
    priority: t('priority.label'),
    reason: t('judgement.reason'),
    correct_answer: t('judgement.correctAnswer'),
    memo: t('judgement.memo'),
    status: t('status.label'),
  } as const;
};

const useValue = () => {
  const { t } = useTranslation();
  return (judged: Judged, name: (typeof names)[number]): string => {
    if (name === 'evaluation') return judged.evaluation ? t(`evaluation.${judged.evaluation}`) : t('evaluation.none');
    if (name === 'priority') return judged.priority ? t(`priority.${judged.priority}`) : t('priority.none');
    if (name === 'status') return t(`status.${judged.status}`);
    return judged[name] || t('logs.empties');
  };
};
