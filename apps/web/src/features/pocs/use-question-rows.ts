import { useEffect, useRef, useState } from 'react';
import { mostQuestions, movedRows, pastedRows } from './question-rows';

/** What can be done with the rows of a list of questions; the focus follows the row that one is at. */
export const useQuestionRows = (questions: readonly string[], onChange: (questions: string[]) => void) => {
  const list = useRef<HTMLOListElement>(null);
  const [focused, setFocused] = useState<{ row: number }>();
  const [isCut, setIsCut] = useState(false);
  useEffect(() => {
    if (focused) list.current?.querySelectorAll('textarea')[focused.row]?.focus();
  }, [focused]);

  const put = (next: string[], row?: number) => {
    setIsCut(next.length > mostQuestions);
    onChange(next.slice(0, mostQuestions));
    if (row !== undefined) setFocused({ row: Math.min(row, mostQuestions - 1) });
  };
  return {
    list,
    isFull: questions.length >= mostQuestions,
    isCut,
    write: (row: number, text: string) => put(questions.with(row, text.replaceAll(/[\r\n]+/g, ' '))),
    add: (row: number) => put(questions.toSpliced(row, 0, ''), row),
    remove: (row: number) => put(questions.toSpliced(row, 1), Math.max(0, row - 1)),
    move: (row: number, to: number) => {
      if (to >= 0 && to < questions.length) put(movedRows(questions, row, to), to);
    },
    paste: (row: number, selection: readonly [number, number], text: string) => {
      const next = pastedRows(questions, row, selection, text);
      put(next, row + next.length - questions.length);
    },
  };
};
export type QuestionRows = Omit<ReturnType<typeof useQuestionRows>, 'list'>;
