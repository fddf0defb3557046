import type { SetQuestion } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import { Badge } from '../../components/ui/badge';
import { Button } from '../../components/ui/button';
import { LongText } from '../../components/ui/long-text';
import { Menu, MenuItem, MenuSeparator } from '../../components/ui/menu';
import { VisibleText } from '../../components/ui/visible-text';
import { useTranslation } from '../../lib/i18n';

/** More than three lines hold. */
const beginning = 600;

export interface RowActions {
  onEdit: (question: SetQuestion) => void;
  onAddSibling: (question: SetQuestion, kind: 'paraphrase' | 'near_miss') => void;
  onRemove: (question: SetQuestion) => void;
  onHoldOut: (question: SetQuestion) => void;
}

/** A question with its marks and correct answer; without `actions` it is only read. */
export function QuestionRow({ question, actions }: { question: SetQuestion; actions: RowActions | undefined }) {
  const { t } = useTranslation();
  const isSibling = question.kind !== 'question';
  return (
    <li className="flex items-start gap-3 py-3.5 text-sm first:pt-0 last:pb-0">
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="text-xs text-ink-faint">#{question.id}</span>
          {isSibling && <Badge tone="brand">{t(`sets.kind.${question.kind}`)}</Badge>}
          {question.topic && <Badge>{question.topic}</Badge>}
          {question.held_out && <Badge tone="good">{t('sets.heldOut')}</Badge>}
          {isSibling && question.sibling_of_id !== null && <span className="text-xs text-ink-faint">{t('sets.siblingOf', { id: question.sibling_of_id })}</span>}
          {question.log_id !== null && (
            <Link to="/logs/$logId" params={{ logId: question.log_id }} className="text-xs text-brand-ink underline">
              {t('runs.log', { id: question.log_id })}
            </Link>
          )}
        </p>
        <LongText text={question.question} className="font-medium break-words whitespace-pre-wrap" />
        {question.expected_answer ? <ExpectedAnswer text={question.expected_answer} /> : <p className="text-ink-faint">{t('sets.noExpected')}</p>}
      </div>
      {actions && <QuestionMenu question={question} {...actions} />}
    </li>
  );
}

/** Its beginning; all of it is read where it is edited, or beside an answer. */
const ExpectedAnswer = ({ text }: { text: string }) => (
  <p className="line-clamp-3 break-words whitespace-pre-wrap text-ink-soft">
    <VisibleText text={text.slice(0, beginning).toWellFormed()} />
  </p>
);

function QuestionMenu({ question, onEdit, onAddSibling, onRemove, onHoldOut }: RowActions & { question: SetQuestion }) {
  const { t } = useTranslation();
  const trigger = (
    <Button variant="ghost" size="icon-sm" className="max-md:size-10" aria-label={t('sets.actions', { id: question.id })}>
      <Ellipsis aria-hidden />
    </Button>
  );
  return (
    <Menu align="end" trigger={trigger}>
      <MenuItem onSelect={() => onEdit(question)}>{t('sets.edit')}</MenuItem>
      {question.kind === 'question' && <MenuItem onSelect={() => onAddSibling(question, 'paraphrase')}>{t('sets.addParaphrase')}</MenuItem>}
      {question.kind === 'question' && <MenuItem onSelect={() => onAddSibling(question, 'near_miss')}>{t('sets.addNearMiss')}</MenuItem>}
      <MenuItem onSelect={() => onHoldOut(question)}>{t(question.held_out ? 'sets.letGo' : 'sets.hold')}</MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={() => onRemove(question)}>{t('sets.remove')}</MenuItem>
    </Menu>
  );
}
