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
  /** As many letters of the answer as may fit on its line. */
  letters: number;
  t: Translate;
}

/** Nothing is a dash for the eye, a word for the ear; in the same elements as something, because rows are drawn into each other's. */
const valueOr = (value: string | null, none: string) => (
  <>
    <span aria-hidden={value === null} className={value === null ? 'text-ink-faint' : undefined}>
      {value ?? '—'}
    </span>
    <span className="sr-only">{value === null ? none : ''}</span>
  </>
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

const NARROW_LETTER_PX = 6;
/** In steps, so that a window that is made wider does not draw all rows anew at each pixel. */
export const lettersIn = (px: number) => Math.ceil(px / NARROW_LETTER_PX / 20) * 20;
/** What lies beyond the end of its line costs as much as what is seen: the browser shapes every letter. */
export const answerStart = ({ row, letters, t }: Pick<CellContext, 'row' | 'letters' | 't'>) => {
  const text = plainStart(row.answer) || (row.finish_reason === null ? t('finish.running') : t('chat.noAnswer'));
  return text.length > letters ? `${text.slice(0, letters).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
};

/** What each column shows of a row. */
export const cells: Record<LogColumn, (context: CellContext) => ReactNode> = {
  number: ({ row }) => row.id,
  text: ({ row, href, letters, t }) => (
    <>
      <LogLink row={row} href={href} className="block truncate" />
      <span className="flex min-w-0 items-center gap-2">
        <FinishBadge row={row} t={t} />
        <span className="truncate text-sm text-ink-soft">{answerStart({ row, letters, t })}</span>
      </span>
    </>
  ),
  poc: ({ row }) => row.poc_name,
  model: ({ row }) => <ModelName name={row.model_name} version={row.model_version} isDemo={row.model_is_demo} className="min-w-0 text-xs [&>:last-child]:truncate" />,
  evaluation: ({ row }) => <EvaluationMark evaluation={row.evaluation} withText />,
  priority: ({ row, t }) => valueOr(row.priority ? t(`priority.${row.priority}`) : null, t('priority.none')),
  status: ({ row, t }) => (row.status === 1 ? <span className="text-ink-faint">{t('status.1')}</span> : <Badge tone="brand">{t(`status.${row.status}`)}</Badge>),
  corrected: ({ row, t }) => valueOr(row.has_correct_answer ? t('logs.correctedYes') : null, t('common.none')),
  date: ({ row }) => <time dateTime={row.timestamp}>{formatDateTime(row.timestamp)}</time>,
  user: ({ row }) => row.username,
  evaluator: ({ row, t }) => valueOr(row.evaluated_by, t('common.none')),
  tokens: ({ row, t }) => valueOr(row.completion_tokens === null ? null : formatNumber(row.completion_tokens), t('common.unknown')),
  seconds: ({ row, t }) => valueOr(row.duration_ms === null ? null : (row.duration_ms / 1000).toFixed(1), t('common.unknown')),
};
export const isNumber = (column: LogColumn) => column === 'number' || column === 'tokens' || column === 'seconds';
