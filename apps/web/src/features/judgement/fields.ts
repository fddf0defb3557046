import type { Evaluation, Log, Priority } from '@llamune/contracts';

/** What a person says of an answer. */
export interface Fields {
  evaluation: Evaluation | null;
  priority: Priority | null;
  reason: string | null;
  correct_answer: string | null;
  memo: string | null;
  right_points: string | null;
  wrong_points: string | null;
  missing_points: string | null;
}
export type FieldName = keyof Fields;
export type Edits = Partial<Fields>;

export const pointNames = ['right_points', 'wrong_points', 'missing_points'] as const satisfies FieldName[];
const fieldNames = ['evaluation', 'priority', 'reason', 'correct_answer', 'memo', ...pointNames] as const satisfies FieldName[];
/** One press each; everything else is written. */
const pressed: readonly FieldName[] = ['evaluation', 'priority'];
export const isText = (name: FieldName) => !pressed.includes(name);

export const namesIn = (edits: Edits) => Object.keys(edits) as FieldName[];
export const isEmpty = (edits: Edits) => namesIn(edits).length === 0;
export const pick = (from: Edits, names: readonly FieldName[]): Edits => Object.fromEntries(names.map((name) => [name, from[name]]));
export const omit = (from: Edits, names: readonly FieldName[]): Edits => pick(from, namesIn(from).filter((name) => !names.includes(name)));
export const fieldsOf = (log: Log): Fields => pick(log, fieldNames) as Fields;

/** No text and an empty one are the same. */
export const isSame = (one: Fields[FieldName] | undefined, other: Fields[FieldName] | undefined) => (one ?? '') === (other ?? '');
/** Only what differs: of the server's row when typed back, of what was sent when it is saved. A field that was cleared and not sent is still to be sent. */
export const differing = (edits: Edits, from: Edits): Edits => pick(edits, namesIn(edits).filter((name) => !(name in from && isSame(edits[name], from[name]))));
const clearBlank = (value: Fields[FieldName] | undefined) => (typeof value === 'string' && value.trim() === '' ? null : value);
/** As the server takes it: a text of nothing but white space clears the field. */
export const accepted = (edits: Edits): Edits => Object.fromEntries(namesIn(edits).map((name) => [name, clearBlank(edits[name])]));

const oneLineEnd = (text: string) => text.replaceAll(/\r\n?/g, '\n');
/** The model's answer as a text box holds it. */
export const answerAsTyped = ({ answer }: Pick<Log, 'answer'>) => oneLineEnd(answer);
/** The answer as it stands is no correction of it; nor is an empty box. */
export const correctionFrom = (typed: string, log: Pick<Log, 'answer'>): string | null => {
  const text = oneLineEnd(typed);
  return text.trim() === '' || text.trim() === answerAsTyped(log).trim() ? null : text;
};
