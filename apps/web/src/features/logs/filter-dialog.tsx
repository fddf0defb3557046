import type { ComponentProps } from 'react';
import { Button } from '../../components/ui/button';
import { Dialog } from '../../components/ui/dialog';
import { useTranslation } from '../../lib/i18n';
import { MainFields, MoreFields } from './filter-fields';

interface FilterDialogProps {
  fields: ComponentProps<typeof MainFields>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** All conditions, where there is no room for them beside the search. Fetched when it is about to be opened. */
export function FilterDialog({ fields, open, onOpenChange }: FilterDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('logs.filters')} closeLabel={t('common.close')}>
      <div className="grid gap-2.5">
        <MainFields {...fields} />
        <MoreFields {...fields} />
        <Button variant="primary" onClick={() => onOpenChange(false)} className="mt-2 h-11">
          {t('logs.showList')}
        </Button>
      </div>
    </Dialog>
  );
}
