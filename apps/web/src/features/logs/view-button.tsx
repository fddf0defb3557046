import { ChevronDown } from 'lucide-react';
import { Button } from '../../components/ui/button';
import { LateMenu } from '../../components/ui/late-menu';
import { useTranslation } from '../../lib/i18n';
import type { ViewMenuProps } from './view-menu';

const load = () => import('./view-menu');

export function ViewButton(props: ViewMenuProps) {
  const { t } = useTranslation();
  const button = (
    <Button variant="ghost" size="icon-sm" aria-label={t('logs.view.menu', { name: props.view.name })} className="max-md:size-10">
      <ChevronDown aria-hidden />
    </Button>
  );
  return (
    <LateMenu trigger={button} load={load}>
      {({ ViewMenu }, trigger) => <ViewMenu {...props} trigger={trigger} />}
    </LateMenu>
  );
}
