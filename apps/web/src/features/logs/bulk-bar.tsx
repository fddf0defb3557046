import type { Evaluation, Priority } from '@llamune/contracts';
import { ListChecks, X } from 'lucide-react';
import { EvaluationGlyph } from '../../components/evaluation-mark';
import { Button } from '../../components/ui/button';
import { Kbd } from '../../components/ui/kbd';
import { Menu, MenuItem, MenuSeparator } from '../../components/ui/menu';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import type { RowValues } from './row-changes';
import { mostSelected } from './selection';
import type { RowSelection } from './use-row-selection';

export interface BulkBarProps {
  selecting: RowSelection;
  /** Rows that fit the filter. */
  total: number;
  canJudge: boolean;
  onJudge: (to: RowValues) => void;
}
const codes = [1, 2, 3] as const;

/** What can be done with the selected rows, over the end of the list. Fetched when there are some (see `bulk-slot.tsx`). */
export function BulkBar({ selecting, total, canJudge, onJudge }: BulkBarProps) {
  const { t } = useTranslation();
  const count = selecting.rows.size;
  const all = Math.min(total, mostSelected);
  return (
    <section data-docked aria-label={t('logs.select.bar')} className="pointer-events-auto flex max-w-full flex-wrap items-center justify-center gap-x-2 gap-y-1.5 rounded-lg border border-brand/50 bg-surface p-2 pl-3.5 text-sm shadow-float [&_button]:max-md:min-h-10">
      <span aria-live="polite" className="mr-1 font-medium whitespace-nowrap">
        {t('logs.select.count', { n: formatNumber(count) })}
      </span>
      {canJudge && (
        <>
          <EvaluationMenu onJudge={onJudge} />
          <PriorityMenu onJudge={onJudge} />
        </>
      )}
      {count < all && (
        <Button size="sm" variant="ghost" onClick={selecting.selectAll}>
          <ListChecks aria-hidden />
          {t(total > mostSelected ? 'logs.select.first' : 'logs.select.all', { n: formatNumber(all) })}
        </Button>
      )}
      <Button size="sm" variant="ghost" aria-keyshortcuts="Escape" onClick={selecting.clear}>
        <X aria-hidden />
        {t('logs.select.clear')}
      </Button>
    </section>
  );
}

function EvaluationMenu({ onJudge }: Pick<BulkBarProps, 'onJudge'>) {
  const { t } = useTranslation();
  const item = (code: Evaluation) => (
    <MenuItem key={code} onSelect={() => onJudge({ evaluation: code })} className="max-md:h-11">
      <EvaluationGlyph evaluation={code} />
      <span className="flex-1">{t(`evaluation.${code}`)}</span>
      <Kbd of={String(code)} />
    </MenuItem>
  );
  return (
    <Menu side="top" align="start" trigger={<Button size="sm">{t('logs.bulk.evaluate')}</Button>}>
      {codes.map(item)}
      <MenuSeparator />
      <MenuItem onSelect={() => onJudge({ evaluation: null })} className="max-md:h-11">
        {t('judgement.clear')}
      </MenuItem>
    </Menu>
  );
}

function PriorityMenu({ onJudge }: Pick<BulkBarProps, 'onJudge'>) {
  const { t } = useTranslation();
  const item = (code: Priority) => (
    <MenuItem key={code} onSelect={() => onJudge({ priority: code })} className="max-md:h-11">
      {t(`priority.${code}`)}
    </MenuItem>
  );
  return (
    <Menu side="top" align="start" trigger={<Button size="sm">{t('logs.bulk.prioritise')}</Button>}>
      {codes.map(item)}
      <MenuSeparator />
      <MenuItem onSelect={() => onJudge({ priority: null })} className="max-md:h-11">
        {t('logs.bulk.noPriority')}
      </MenuItem>
    </Menu>
  );
}
