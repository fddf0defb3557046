import type { Log } from '@llamune/contracts';
import { memo, useContext, useEffect, useRef, type ReactNode } from 'react';
import { ModelName } from '../../components/model-name';
import { useTranslation } from '../../lib/i18n';
import { isInOverlay } from '../../lib/keyboard';
import { Answer } from './answer';
import { AnswerActions } from './answer-actions';
import { AskingContext } from './asking';
import { ComparingContext, letterOf, type SideName } from './comparing';
import type { RenderJudgement } from './entry';
import { LogLink } from './log-link';
import { entryId } from './retry-link';

/** What is inside asks this side alone. */
export function OneSide({ side, children }: { side: SideName; children: ReactNode }) {
  return <AskingContext value={useContext(ComparingContext).asking[side]}>{children}</AskingContext>;
}

export const SideLetter = ({ side }: { side: SideName }) => (
  <span className="letter-a grid size-6.5 shrink-0 place-items-center rounded-sm bg-brand-soft text-sm font-semibold text-brand-ink">{letterOf[side]}</span>
);

interface CompareCellProps {
  side: SideName;
  log: Log;
  /** How often the question was asked here before. */
  earlierAttempts: number;
  active: boolean;
  takeFocus: boolean;
  onActivate: (logId: number) => void;
  renderJudgement: RenderJudgement;
}

/** The answer of one side, judged in its place. */
export const CompareCell = memo(({ side, log, earlierAttempts, active, takeFocus, onActivate, renderJudgement }: CompareCellProps) => {
  const { t } = useTranslation();
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    // Not out of a menu that was opened meanwhile: it would close.
    if (takeFocus && !isInOverlay(document.activeElement)) article.current?.focus({ preventScroll: true });
  }, [takeFocus]);
  const isRunning = log.finish_reason === null;
  const activate = () => onActivate(log.id);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- not operated: it only notes which answer is being worked on
    <article
      ref={article}
      id={entryId(log.id)}
      tabIndex={-1}
      aria-label={t('compare.cellName', { letter: letterOf[side], id: log.id })}
      data-active={active}
      onFocus={activate}
      onPointerDown={activate}
      className="group/entry flex min-w-0 scroll-mt-24 flex-col gap-3 rounded-lg border bg-surface p-3.5 outline-none data-[active=true]:border-brand/60 data-[active=true]:[&_.letter-a]:bg-brand data-[active=true]:[&_.letter-a]:text-on-brand"
    >
      <header className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm">
        <SideLetter side={side} />
        <ModelName name={log.model_name} version={log.model_version} isDemo={log.model_is_demo} className="min-w-0 font-medium" />
        <LogLink log={log} className="ml-auto" />
      </header>
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        {earlierAttempts > 0 && <p className="text-xs text-ink-faint">{t('compare.attempt', { number: earlierAttempts + 1 })}</p>}
        <Answer key={log.id} log={log} />
        {!isRunning && <AnswerActions log={log} />}
      </div>
      {!isRunning && <div className="@container border-t pt-3">{renderJudgement(log, active)}</div>}
    </article>
  );
});
CompareCell.displayName = 'CompareCell';
