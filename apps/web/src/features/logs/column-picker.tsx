import { Columns3 } from 'lucide-react';
import { Button } from '../../components/ui/button';
import { Checkbox } from '../../components/ui/checkbox';
import { Popover } from '../../components/ui/popover';
import { useTranslation } from '../../lib/i18n';
import { fixedColumn, logColumns, type LogColumn } from './log-columns';

interface ColumnPickerProps {
  columns: readonly LogColumn[];
  onChoose: (columns: readonly LogColumn[]) => void;
  onReset: () => void;
}

export function ColumnPicker({ columns, onChoose, onReset }: ColumnPickerProps) {
  const { t } = useTranslation();
  const toggle = (column: LogColumn) => onChoose(logColumns.filter((other) => columns.includes(other) !== (other === column)));
  return (
    <Popover
      align="end"
      label={t('logs.columns')}
      className="w-60"
      trigger={
        <Button size="sm">
          <Columns3 aria-hidden />
          {t('logs.columns')}
        </Button>
      }
    >
      <fieldset>
        <legend className="mb-1.5 px-1.5 text-xs text-ink-faint">{t('logs.columnsHint')}</legend>
        {logColumns.map((column) => (
          <label key={column} className="flex h-8 cursor-pointer items-center gap-2.5 rounded-md px-1.5 hover:bg-sunken has-disabled:text-ink-faint">
            <Checkbox checked={columns.includes(column)} disabled={column === fixedColumn} onChange={() => toggle(column)} />
            {t(`logs.column.${column}`)}
          </label>
        ))}
      </fieldset>
      <Button variant="link" size="text" onClick={onReset} className="mt-2 px-1.5">
        {t('logs.columnsReset')}
      </Button>
    </Popover>
  );
}
