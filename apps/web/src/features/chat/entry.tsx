import type { Log } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FinishNote } from '../../components/finish-note';
import { Thinking } from '../../components/thinking';
import { CopyButton } from '../../components/ui/copy-button';
import { Markdown } from '../../components/ui/markdown';
import { formatTime } from '../../lib/format';
import { LiveAnswer } from './live-answer';

interface EntryProps {
  log: Log;
  /** Whether single keys are for this one. */
  active: boolean;
  takeFocus: boolean;
  onActivate: () => void;
  onAskAgain: (() => void) | undefined;
  judgement: ReactNode;
}

/** A question, its answer and its judgement: one row of the ledger. */
export function Entry({ log, active, takeFocus, onActivate, onAskAgain, judgement }: EntryProps) {
  const { t } = useTranslation();
  const [attempt, setAttempt] = useState(0);
  // Kept here, so that what a reader has unfolded stays so when the answer ends.
  const [showsThinking, setShowsThinking] = useState(false);
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    if (takeFocus) article.current?.focus({ preventScroll: true });
  }, [takeFocus]);
  const isRunning = log.finish_reason === null;
  const renderThinking = (text: string | null) => <Thinking text={text} open={showsThinking} onToggle={setShowsThinking} />;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- not operated: it only notes which entry is being worked on
    <article
      ref={article}
      tabIndex={-1}
      aria-label={t('chat.entryName', { id: log.id })}
      data-active={active}
      onFocus={onActivate}
      onPointerDown={onActivate}
      className="group/entry grid grid-cols-[26px_minmax(0,1fr)] gap-x-3 gap-y-3 border-b py-6 outline-none last:border-b-0 data-[active=true]:[&_.letter-a]:bg-brand data-[active=true]:[&_.letter-a]:text-on-brand"
    >
      <Letter>{t('chat.q')}</Letter>
      <div className="flex items-start justify-between gap-4">
        <p className="min-w-0 max-w-[44em] text-read font-semibold whitespace-pre-wrap">{log.question}</p>
        <Link to="/logs/$logId" params={{ logId: log.id }} className="mt-1 shrink-0 rounded-sm text-xs whitespace-nowrap text-ink-faint hover:text-brand-ink hover:underline">
          <span className="sr-only">{t('chat.openLog', { id: log.id })} </span>
          {t('chat.number', { id: log.id })} <time dateTime={log.timestamp}>{formatTime(log.timestamp)}</time>
        </Link>
      </div>
      <Letter answer>{t('chat.a')}</Letter>
      <div className="flex min-w-0 flex-col gap-3">
        {isRunning ? (
          <LiveAnswer key={attempt} log={log} onRetry={() => setAttempt(attempt + 1)} renderThinking={renderThinking} />
        ) : (
          <>
            {renderThinking(log.thinking)}
            <FinishedAnswer answer={log.answer} />
            <FinishNote log={log} onAskAgain={onAskAgain} />
          </>
        )}
      </div>
      {!isRunning && <div className="col-span-2 rounded-lg border bg-surface px-3.5 py-3 group-data-[active=true]/entry:border-brand/50 sm:col-span-1 sm:col-start-2">{judgement}</div>}
    </article>
  );
}

function FinishedAnswer({ answer }: { answer: string }) {
  const { t } = useTranslation();
  if (answer === '') return <p className="text-ink-faint">{t('chat.noAnswer')}</p>;
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="min-w-0">
        <Markdown text={answer} />
      </div>
      <CopyButton text={answer} label={t('chat.copyAnswer')} copiedLabel={t('common.copied')} failedLabel={t('common.copyFailed')} iconOnly variant="ghost" size="icon-sm" className="-mt-0.5" />
    </div>
  );
}

/** 問 and 答, as in a printed question and answer. */
const Letter = ({ answer = false, children }: { answer?: boolean; children: ReactNode }) => (
  <span aria-hidden className={`mt-[3px] grid size-6.5 place-items-center rounded-sm text-sm font-semibold ${answer ? 'letter-a bg-brand-soft text-brand-ink' : 'border border-line-strong text-ink-soft'}`}>
    {children}
  </span>
);
