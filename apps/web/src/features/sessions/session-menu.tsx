import type { Session, User } from '@llamune/contracts';
import { CircleStop, Columns2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Menu, MenuItem, MenuSeparator } from '../../components/ui/menu';
import { useTranslation } from '../../lib/i18n';
import { CompareDialog } from './compare-dialog';
import { EndSession } from './end-session';

export interface SessionMenuProps {
  session: Session;
  me: User;
  onCompare: (otherId: number) => void;
}

/** What can be done with a session: by its owner, and by an admin. Fetched with its dialogs when it is about to be opened (see `session-button.tsx`). */
export function SessionMenu({ session, me, onCompare, trigger }: SessionMenuProps & { trigger: ReactNode }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<'compare' | 'end'>();
  const isOwn = session.user_id === me.id;
  const isOpen = session.ended_at === null;
  const change = (dialog: 'compare' | 'end') => (open: boolean) => setOpened(open ? dialog : undefined);
  return (
    <>
      <Menu align="end" startsOpen trigger={trigger}>
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
