import type { LogRow } from '@llamune/contracts';
import type { ReactNode } from 'react';
import { EvaluationMark } from '../../components/evaluation-mark';
import { ModelName } from '../../components/model-name';
import { Badge } from '../../components/ui/badge';
import { formatDateTime, formatNumber } from '../../lib/format';
import type { Translate } from '../../lib/i18n';
import { plainStart } from '../../lib/markdown/plain-start';
import type { LogColumn } from './log-columns';

export interface CellContext {
  row: LogRow;
  href: string;
  t: Translate;
}

/** Nothing is a dash for the eye, a word for the ear. */
const nothing = (text: string) => (
  <span className="text-ink-faint">
    <span aria-hidden>—</span>
    <span className="sr-only">{text}</span>
  </span>
);

export const LogLink = ({ row, href, className }: { row: LogRow; href: string; className: string }) => (
  <a href={href} tabIndex={-1} data-open="" className={`${className} font-medium outline-none after:absolute after:inset-0`}>
    {row.question}
  </a>
);

export const FinishBadge = ({ row, t }: Pick<CellContext, 'row' | 't'>) =>
  row.finish_reason === 'stop' ? null : (
    <Badge tone={row.finish_reason === 'failed' || row.finish_reason === 'interrupted' ? 'bad' : 'fair'} className="shrink-0">
      {t(`finish.${row.finish_reason ?? 'running'}`)}
    </Badge>
  );

export const answerStart = ({ row, t }: Pick<CellContext, 'row' | 't'>) => plainStart(row.answer) || (row.finish_reason === null ? t('finish.running') : t('chat.noAnswer'));

/** What each column shows of a row. */
export const cells: Record<LogColumn, (context: CellContext) => ReactNode> = {
  number: ({ row }) => <span className="text-ink-faint">{row.id}</span>,
  text: ({ row, href, t }) => (
    <span className="flex min-w-0 flex-col">
      <LogLink row={row} href={href} className="truncate" />
      <span className="flex min-w-0 items-center gap-2">
        <FinishBadge row={row} t={t} />
        <span className="truncate text-sm text-ink-soft">{answerStart({ row, t })}</span>
      </span>
    </span>
  ),
  poc: ({ row }) => <span className="truncate">{row.poc_name}</span>,
  model: ({ row }) => <ModelName name={row.model_name} version={row.model_version} isDemo={row.model_is_demo} className="min-w-0 text-xs [&>:last-child]:truncate" />,
  evaluation: ({ row }) => <EvaluationMark evaluation={row.evaluation} withText />,
  priority: ({ row, t }) => (row.priority ? t(`priority.${row.priority}`) : nothing(t('priority.none'))),
  status: ({ row, t }) => (row.status === 1 ? <span className="text-ink-faint">{t('status.1')}</span> : <Badge tone="brand">{t(`status.${row.status}`)}</Badge>),
  corrected: ({ row, t }) => (row.has_correct_answer ? t('logs.correctedYes') : nothing(t('common.none'))),
  date: ({ row }) => <time dateTime={row.timestamp}>{formatDateTime(row.timestamp)}</time>,
  user: ({ row }) => <span className="truncate">{row.username}</span>,
  evaluator: ({ row, t }) => (row.evaluated_by ? <span className="truncate">{row.evaluated_by}</span> : nothing(t('common.none'))),
  tokens: ({ row, t }) => (row.completion_tokens === null ? nothing(t('common.unknown')) : formatNumber(row.completion_tokens)),
  seconds: ({ row, t }) => (row.duration_ms === null ? nothing(t('common.unknown')) : (row.duration_ms / 1000).toFixed(1)),
};
export const isNumber = (column: LogColumn) => column === 'number' || column === 'tokens' || column === 'seconds';
