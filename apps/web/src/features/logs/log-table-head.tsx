import type { LogRow } from '@llamune/contracts';
import { Checkbox } from '../../components/ui/checkbox';
import { cn } from '../../lib/cn';
import { useTranslation } from '../../lib/i18n';
import { isNumber } from './log-cells';
import type { LogColumn } from './log-columns';

interface HeadProps {
  columns: readonly LogColumn[];
  /** Those on the screen, which its box selects. */
  visible: readonly LogRow[];
  selected: ReadonlyMap<number, LogRow>;
  onSelect: (isOn: boolean) => void;
}
export const HEAD_PX = 36;

export function LogTableHead({ columns, visible, selected, onSelect }: HeadProps) {
  const { t } = useTranslation();
  const count = visible.filter(({ id }) => selected.has(id)).length;
  const isAll = visible.length > 0 && count === visible.length;
  return (
    <thead className="sticky top-0 z-2 block bg-sunken">
      <tr aria-rowindex={1} style={{ height: HEAD_PX }} className="grid grid-cols-[var(--columns)] items-center border-b text-xs text-ink-soft">
        <th scope="col" className="grid place-items-center">
          <Checkbox aria-label={t('logs.select.visible')} title={t('logs.select.visible')} checked={isAll} indeterminate={count > 0 && !isAll} onChange={() => onSelect(!isAll)} />
        </th>
        {columns.map((column) => (
          <th key={column} scope="col" className={cn('truncate px-2.5 text-left font-medium', isNumber(column) && 'text-right')}>
            {t(`logs.column.${column}`)}
          </th>
        ))}
      </tr>
    </thead>
  );
}
