import type { QuestionSet, SetQuestion } from '@llamune/contracts';
import { Dialog } from '../../components/ui/dialog';
import { toast } from '../../components/ui/toaster';
import { useTranslation } from '../../lib/i18n';
import { QuestionForm, type QuestionWords } from './question-form';
import { useChangeSet } from './use-change-set';

/** A question that is written anew, or that gets a sibling. */
export interface Edited {
  as: 'edit' | 'paraphrase' | 'near_miss';
  question: SetQuestion;
}

interface EditQuestionProps {
  set: QuestionSet;
  edited: Edited | undefined;
  onClose: () => void;
}

export function EditQuestion({ set, edited, onClose }: EditQuestionProps) {
  const { t } = useTranslation();
  const title = !edited ? '' : edited.as === 'edit' ? t('sets.editTitle', { id: edited.question.id }) : t(`sets.siblingTitle.${edited.as}`);
  return (
    <Dialog open={edited !== undefined} onOpenChange={onClose} title={title} closeLabel={t('common.close')} wide>
      {edited && <EditForm set={set} edited={edited} onClose={onClose} />}
    </Dialog>
  );
}

function EditForm({ set, edited: { as, question }, onClose }: { set: QuestionSet; edited: Edited; onClose: () => void }) {
  const { t } = useTranslation();
  const change = useChangeSet(set, () => {
    toast(t(as === 'edit' ? 'sets.saved' : 'sets.added'));
    onClose();
  });
  const send = (words: QuestionWords) =>
    as === 'edit' ? change.send({ replace: [{ ...words, id: question.id, kind: question.kind, sibling_of_id: question.sibling_of_id }] }) : change.send({ add: [{ ...words, kind: as, sibling_of_id: question.id }] });
  return (
    <>
      {as !== 'edit' && (
        <p className="mb-4 rounded-md bg-sunken/60 px-3 py-2 text-sm break-words">
          <span className="text-xs text-ink-faint">#{question.id}</span> {question.question}
        </p>
      )}
      <QuestionForm
        change={change}
        initial={as === 'edit' ? question : as === 'paraphrase' ? { topic: question.topic, expected_answer: question.expected_answer } : { topic: question.topic }}
        kind={as === 'edit' ? question.kind : as}
        topics={set.topics}
        submitLabel={as === 'edit' ? t('common.save') : t('sets.addOne')}
        inDialog
        onSubmit={send}
      />
    </>
  );
}
