import type { NewQuestion, QuestionSet } from '@llamune/contracts';
import { useState } from 'react';
import { Button } from '../../components/ui/button';
import { Segments } from '../../components/ui/choice';
import { toast } from '../../components/ui/toaster';
import { useTextDraft } from '../../lib/draft';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { ChangeRefusal } from './change-refusal';
import { FromLogsForm } from './from-logs-form';
import { PasteField } from './paste-field';
import { QuestionForm } from './question-form';
import { useChangeSet } from './use-change-set';

type Way = 'hand' | 'paste' | 'logs';
const ways: readonly Way[] = ['hand', 'paste', 'logs'];

/** The three ways by which questions come into a set. Where there are some already they are what is looked at first. */
export function AddPanel({ set }: { set: QuestionSet }) {
  const { t } = useTranslation();
  const [way, setWay] = useState<Way | undefined>(set.question_count === 0 ? 'hand' : undefined);
  return (
    <div className="flex flex-col gap-5">
      <Segments label={t('sets.add')} value={way} options={ways.map((value) => ({ value, label: t(`sets.way.${value}`) }))} onChange={setWay} className="self-start" />
      {way === 'hand' && <AddOne set={set} />}
      {way === 'paste' && <AddPasted set={set} />}
      {way === 'logs' && <FromLogsForm set={set} />}
    </div>
  );
}

function AddOne({ set }: { set: QuestionSet }) {
  const { t } = useTranslation();
  const [count, setCount] = useState(0);
  const change = useChangeSet(set, (changed) => {
    toast(t(changed.version === set.version ? 'sets.nothingAdded' : 'sets.added'));
    setCount(count + 1);
  });
  // The next one begins empty.
  return <QuestionForm key={count} change={change} kind="question" topics={set.topics} submitLabel={t('sets.addOne')} onSubmit={(words) => change.send({ add: [{ ...words, kind: 'question' }] })} />;
}

function AddPasted({ set }: { set: QuestionSet }) {
  const { t } = useTranslation();
  const [text, setText] = useTextDraft(`question-set.${set.id}.pasted`);
  const [questions, setQuestions] = useState<NewQuestion[]>([]);
  const change = useChangeSet(set, (changed) => {
    const added = changed.question_count - set.question_count;
    toast(added > 0 ? t('sets.addedCount', { count: formatNumber(added) }) : t('sets.nothingAdded'));
    setText('');
  });
  return (
    <div className="flex flex-col gap-4">
      <PasteField text={text} onText={setText} onRead={setQuestions} />
      <ChangeRefusal change={change} />
      <div>
        <Button variant="primary" className="max-md:h-10" disabled={questions.length === 0 || change.isPending || change.changedBy !== undefined} onClick={() => change.send({ add: questions })}>
          {t('sets.addPasted', { count: formatNumber(questions.length) })}
        </Button>
      </div>
    </div>
  );
}
