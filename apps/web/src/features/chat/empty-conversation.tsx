import type { Session } from '@llamune/contracts';
import { EmptyState } from '../../components/ui/empty-state';
import { useTranslation } from '../../lib/i18n';
import { ExampleQuestions } from './example-questions';

/** A session without a question: how to begin. */
export function EmptyConversation({ session }: { session: Session }) {
  const { t } = useTranslation();
  const isOpen = session.ended_at === null;
  return (
    <div className="pt-6">
      <EmptyState action={isOpen && <ExampleQuestions pocId={session.poc_id} />}>{isOpen ? t('chat.empty') : t('chat.emptyEnded')}</EmptyState>
    </div>
  );
}
