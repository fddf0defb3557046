import type { Evaluation } from '@llamune/contracts';
import type { KeyboardEvent } from 'react';
import { useTranslation } from '../../lib/i18n';
import { digitOf, isComposing } from '../../lib/keyboard';
import { useShortcuts } from '../../lib/shortcuts';

export interface TableActions {
  active: number;
  count: number;
  /** Rows of one screen. */
  screenful: number;
  /** To a row, kept on the screen and with the focus; `extend` selects up to it. */
  go: (index: number, extend: boolean) => void;
  open: () => void;
  toggle: (extend: boolean) => void;
  selectAll: () => void;
  clear: () => void;
  hasSelection: boolean;
  judge: (evaluation: Evaluation) => void;
}

/** Listed with the others, and done by the row itself. */
const needsRow = () => {};
const typed = ({ key }: { key: string }) => (key.length === 1 ? key.normalize('NFKC').toLowerCase() : key);
const targetOf = (key: string, { active, count, screenful }: TableActions): number | null => {
  const targets: Record<string, number> = { j: active + 1, ArrowDown: active + 1, k: active - 1, ArrowUp: active - 1, PageDown: active + screenful, PageUp: active - screenful, Home: 0, End: count - 1 };
  return targets[key] ?? null;
};

/** Keys of a row that has the focus: they repeat while held, and Shift selects on the way. */
export const useTableKeys = (actions: TableActions, canJudge: boolean) => {
  const { t } = useTranslation();
  const press = (key: string, extend: boolean): boolean => {
    const target = targetOf(key, actions);
    const digit = digitOf({ key });
    if (target !== null) actions.go(Math.max(0, Math.min(actions.count - 1, target)), extend);
    else if (key === 'Enter' || key === 'o') actions.open();
    else if (key === ' ' || key === 'x') actions.toggle(extend);
    else if (key === 'Escape') actions.clear();
    else if (digit && canJudge) actions.judge(digit);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof Element) || !event.target.closest('[data-index]') || event.altKey || isComposing(event.nativeEvent)) return;
    const key = typed(event);
    if (event.ctrlKey || event.metaKey) {
      if (key !== 'a') return;
      actions.selectAll();
    } else if (!press(key, event.shiftKey)) return;
    event.preventDefault();
  };

  // From anywhere on the page only what cannot go wrong: without the focus on it, nobody sees which row would be meant.
  const toRows = () => actions.go(actions.active, false);
  const judging = [1, 2, 3] as const;
  useShortcuts([
    { keys: ['j', 'ArrowDown'], label: t('logs.keys.next'), run: toRows },
    { keys: ['k', 'ArrowUp'], label: t('logs.keys.previous'), run: toRows },
    { keys: ['o'], label: t('logs.keys.open'), run: needsRow },
    { keys: ['x'], label: t('logs.keys.select'), run: needsRow },
    { keys: ['Escape'], label: t('logs.keys.clear'), run: () => press('Escape', false) },
    ...(canJudge ? judging.map((code) => ({ keys: [String(code)], label: t('logs.keys.judge', { value: t(`evaluation.${code}`) }), run: () => (actions.hasSelection ? actions.judge(code) : needsRow()) })) : []),
  ]);
  return onKeyDown;
};
