import { TriangleAlert, Undo2, X } from 'lucide-react';
import { Button } from '../../components/ui/button';
import { Kbd } from '../../components/ui/kbd';
import { useTranslation } from '../../lib/i18n';
import { useShortcuts } from '../../lib/shortcuts';

/** What has just been done to the list, and the way back. */
export interface Outcome {
  text: string;
  detail?: string | undefined;
  isError?: boolean;
  undo?: (() => void) | undefined;
  again?: () => void;
}

/** It stays until it is closed or something else is done: a way back must not run away. */
export function OutcomeBar({ outcome, onClose }: { outcome: Outcome | null; onClose: () => void }) {
  const { t } = useTranslation();
  const take = (action: () => void) => {
    onClose();
    action();
  };
  useShortcuts([{ keys: ['u'], label: t('logs.undo'), run: () => outcome?.undo && take(outcome.undo) }], outcome?.undo !== undefined);
  return (
    <output className="contents">
      {outcome && (
        <span data-docked className="pointer-events-auto flex max-w-full flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border bg-surface py-1.5 pr-1.5 pl-3.5 text-sm shadow-float">
          {outcome.isError && <TriangleAlert aria-hidden className="size-4 shrink-0 text-bad" />}
          <span className="min-w-0 py-1">
            <span className={outcome.isError ? 'font-medium text-bad' : 'font-medium'}>{outcome.text}</span>
            {outcome.detail && <span className="ml-2 text-ink-soft">{outcome.detail}</span>}
          </span>
          <span className="ml-auto flex items-center gap-1">
            {outcome.undo && (
              <Button size="sm" aria-keyshortcuts="u" onClick={() => take(outcome.undo!)} className="max-md:h-10">
                <Undo2 aria-hidden />
                {t('logs.undo')}
                <span className="max-md:hidden">
                  <Kbd of="u" />
                </span>
              </Button>
            )}
            {outcome.again && (
              <Button size="sm" onClick={() => take(outcome.again!)} className="max-md:h-10">
                {t('app.retry')}
              </Button>
            )}
            <Button variant="ghost" size="icon-sm" aria-label={t('common.close')} onClick={onClose} className="max-md:size-10">
              <X aria-hidden />
            </Button>
          </span>
        </span>
      )}
    </output>
  );
}
