import type { Log } from '@llamune/contracts';
import { memo, useEffect, useRef, type ReactNode } from 'react';
import { cn } from '../../lib/cn';
import { useTranslation } from '../../lib/i18n';
import { isInOverlay } from '../../lib/keyboard';
import { Answer } from './answer';
import { AnswerActions } from './answer-actions';
import { EntryQuestion } from './entry-question';
import { Letter } from './letter';
import { entryId } from './retry-link';

export type RenderJudgement = (log: Log, takesKeys: boolean) => ReactNode;

interface EntryProps {
  log: Log;
  /** Whether single keys are for this one. */
  active: boolean;
  takeFocus: boolean;
  retriedById: number | undefined;
  recalls: number;
  onActivate: (logId: number) => void;
  renderJudgement: RenderJudgement;
}

/**
 * A question, its answer and its judgement: one row of the ledger. Drawn again only when something of its own changes:
 * of two hundred, one at most is being answered.
 */
export const Entry = memo(({ log, active, takeFocus, retriedById, recalls, onActivate, renderJudgement }: EntryProps) => {
  const { t } = useTranslation();
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    // Not out of a menu that was opened meanwhile: it would close.
    if (takeFocus && !isInOverlay(document.activeElement)) article.current?.focus({ preventScroll: true });
  }, [takeFocus]);
  const isRunning = log.finish_reason === null;
  const activate = () => onActivate(log.id);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- not operated: it only notes which entry is being worked on
    <article
      ref={article}
      id={entryId(log.id)}
      tabIndex={-1}
      aria-label={t('chat.entryName', { id: log.id })}
      data-active={active}
      onFocus={activate}
      onPointerDown={activate}
      className={cn(
        'group/entry -mx-2 grid scroll-mt-16 grid-cols-[26px_minmax(0,1fr)] gap-x-3 gap-y-3 border-b px-2 py-6 outline-none last:border-b-0 data-[active=true]:[&_.letter-a]:bg-brand data-[active=true]:[&_.letter-a]:text-on-brand',
        // What is not in sight is not laid out; its height is guessed until it has been once.
        !isRunning && '[contain-intrinsic-size:auto_420px] [content-visibility:auto]',
      )}
    >
      <Letter>{t('chat.q')}</Letter>
      <EntryQuestion log={log} retriedById={retriedById} recalls={recalls} />
      <Letter answer>{t('chat.a')}</Letter>
      <div className="flex min-w-0 flex-col gap-2">
        <Answer log={log} />
        {!isRunning && <AnswerActions log={log} />}
      </div>
      {!isRunning && (
        <div className="@container col-span-2 rounded-lg border bg-surface px-3.5 py-3 group-data-[active=true]/entry:border-brand/50 sm:col-span-1 sm:col-start-2">{renderJudgement(log, active)}</div>
      )}
    </article>
  );
});
Entry.displayName = 'Entry';
