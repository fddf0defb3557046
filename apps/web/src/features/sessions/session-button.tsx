import { Ellipsis } from 'lucide-react';
import { Button } from '../../components/ui/button';
import { LateMenu } from '../../components/ui/late-menu';
import { useTranslation } from '../../lib/i18n';
import type { SessionMenuProps } from './session-menu';

const load = () => import('./session-menu');

export function SessionButton(props: SessionMenuProps) {
  const { t } = useTranslation();
  const button = (
    <Button size="icon" aria-label={t('chat.menu')} title={t('chat.menu')} className="max-md:size-10">
      <Ellipsis aria-hidden />
    </Button>
  );
  return (
    <LateMenu trigger={button} load={load}>
      {({ SessionMenu }, trigger) => <SessionMenu {...props} trigger={trigger} />}
    </LateMenu>
  );
}
