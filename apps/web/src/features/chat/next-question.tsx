import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { useTextDraft } from '../../lib/draft';
import { useTranslation } from '../../lib/i18n';
import type { Asking } from './asking';
import { QuestionBox } from './question-box';
import { useStop } from './use-stop';

interface NextQuestionProps {
  /** Under which name what is typed is kept. */
  draft: string;
  placeholder: string;
  hint?: string;
  ask: Asking['ask'];
  runningIds: readonly number[];
  onRecall: () => void;
  children: ReactNode;
}

/** The box for the next question. Apart from the answers, which are not drawn again for each letter that is typed. */
export function NextQuestion({ draft, placeholder, hint, ask, runningIds, onRecall, children }: NextQuestionProps) {
  const { t } = useTranslation();
  const [text, setText] = useTextDraft(draft);
  const { mutate, isPending, error } = useMutation({ mutationFn: () => ask({ question: text }), onSuccess: () => setText('') });
  const { stop, error: stopError } = useStop(runningIds);
  return (
    <QuestionBox text={text} onChange={setText} onSend={() => mutate()} onRecall={onRecall} isSending={isPending} placeholder={placeholder} hint={hint} stop={stop}>
      {children}
      {error ? <ErrorNotice error={error} special={{ 409: t('chat.questionNotSent') }} className="mb-2" /> : null}
      {stopError ? <ErrorNotice error={stopError} className="mb-2" /> : null}
    </QuestionBox>
  );
}
