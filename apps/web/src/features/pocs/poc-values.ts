import type { Poc } from '@llamune/contracts';

/** What the form holds. */
export interface PocValues {
  name: string;
  domain: string;
  default_system_prompt: string;
  example_questions: string[];
}
export type PocField = keyof PocValues;
const fields = ['name', 'domain', 'default_system_prompt', 'example_questions'] as const;

export const valuesOf = (poc: Poc | undefined): PocValues => ({
  name: poc?.name ?? '',
  domain: poc?.domain ?? '',
  default_system_prompt: poc?.default_system_prompt ?? '',
  example_questions: poc?.example_questions ?? [],
});

/** Rows that are still empty are no questions, and one that is there twice is one. */
const questionsOf = (rows: readonly string[]) => [...new Set(rows.map((row) => row.trim()).filter((row) => row !== ''))];

const meaning = (values: PocValues, field: PocField) => {
  if (field === 'example_questions') return questionsOf(values.example_questions).join('\n');
  return field === 'default_system_prompt' ? values[field] : values[field].trim();
};
const differ = (a: PocValues, b: PocValues, field: PocField) => meaning(a, field) !== meaning(b, field);

/** The fields in which two states of a PoC say different things. */
export const changedFields = (from: PocValues, to: PocValues): PocField[] => fields.filter((field) => differ(from, to, field));

/** What was edited from `base` and meanwhile saved differently by somebody else: only a person can say which of the two it shall be. */
export const contestedFields = (base: PocValues, edited: PocValues, saved: PocValues): PocField[] =>
  changedFields(base, edited).filter((field) => differ(base, saved, field) && differ(edited, saved, field));

/** The edits, on top of what is saved now. */
export const rebased = (base: PocValues, edited: PocValues, saved: PocValues): PocValues => ({ ...saved, ...pick(edited, changedFields(base, edited)) });

const pick = (values: PocValues, names: readonly PocField[]): Partial<PocValues> => Object.fromEntries(names.map((name) => [name, values[name]]));

/** Only what was edited is sent, so that two who change different fields both succeed. */
export const changesOf = (base: PocValues, edited: PocValues): Partial<PocValues> =>
  pick(sent(edited), changedFields(base, edited));
/** As it is sent. */
export const sent = ({ name, domain, default_system_prompt, example_questions }: PocValues): PocValues => ({ name: name.trim(), domain: domain.trim(), default_system_prompt, example_questions: questionsOf(example_questions) });
