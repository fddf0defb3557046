import type { Session } from '@llamune/contracts';
import { useCallback, useState } from 'react';
import { Disclosure } from '../../components/ui/disclosure';
import { useTranslation } from '../../lib/i18n';
import { useLate } from '../../lib/use-late';

const load = () => import('./session-facts');

/** What was fixed when the session started, for who unfolds it. */
export function SessionDetails({ session }: { session: Session }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const fold = useCallback(() => setOpen(false), []);
  const late = useLate(load, open, fold);
  return (
    <Disclosure summary={t('chat.details')} open={open} onToggle={setOpen} className="mt-2.5">
      {open && late && (
        <div className="mt-2 rounded-lg border bg-surface px-4 py-1">
          <late.SessionFacts session={session} />
        </div>
      )}
    </Disclosure>
  );
}
