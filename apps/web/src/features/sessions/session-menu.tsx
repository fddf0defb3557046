import type { Session, User } from '@llamune/contracts';
import { CircleStop, Columns2, Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/ui/button';
import { Menu, MenuItem, MenuSeparator } from '../../components/ui/menu';
import { useTranslation } from '../../lib/i18n';
import { CompareDialog } from './compare-dialog';
import { EndSession } from './end-session';

/** What can be done with a session: by its owner, and by an admin. */
export function SessionMenu({ session, me, onCompare }: { session: Session; me: User; onCompare: (otherId: number) => void }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<'compare' | 'end'>();
  const isOwn = session.user_id === me.id;
  const isOpen = session.ended_at === null;
  const change = (dialog: 'compare' | 'end') => (open: boolean) => setOpened(open ? dialog : undefined);
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button size="icon" aria-label={t('chat.menu')} title={t('chat.menu')} className="max-md:size-10">
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {isOwn && (
          <MenuItem onSelect={() => setOpened('compare')}>
            <Columns2 aria-hidden />
            {t('compare.withAnother')}
          </MenuItem>
        )}
        {isOwn && isOpen && <MenuSeparator />}
        {isOpen && (
          <MenuItem onSelect={() => setOpened('end')}>
            <CircleStop aria-hidden />
            {t('chat.end')}
          </MenuItem>
        )}
      </Menu>
      <CompareDialog session={session} me={me} open={opened === 'compare'} onOpenChange={change('compare')} onChosen={onCompare} />
      <EndSession sessions={[session]} open={opened === 'end'} onOpenChange={change('end')} />
    </>
  );
}
