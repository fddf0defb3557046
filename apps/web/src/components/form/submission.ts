import { errorOf } from '@llamune/contracts';
import type { z } from 'zod';
import { noticeFailure } from '../../lib/api';
import { errorDetail, errorSentence, fieldErrors } from '../../lib/error-sentence';
import { fieldSentence } from '../../lib/field-sentence';
import { t } from '../../lib/i18n';
import { schemas, type Schemas } from '../../lib/schemas';

interface Submission<V, S extends z.ZodType> {
  /** The contract's own schema: what it accepts, the server accepts. */
  schema: (contract: Schemas) => S;
  /** From the texts of the form to what the schema wants. */
  input: (values: V) => z.input<S>;
  send: (data: z.output<S>) => Promise<unknown>;
  /** What a status means here, for example 409: "this name is taken". */
  special?: Partial<Record<number, string>>;
  /** Statuses that are about one field, and are shown beside it. */
  about?: Partial<Record<number, string>>;
}
interface Refusal {
  form: string | undefined;
  fields: Record<string, string>;
}

/** Checks a form by its schema, sends it, and turns each refusal, ours or the server's, into a sentence beside its field. */
export const submission = <V, S extends z.ZodType>({ schema, input, send, special = {}, about = {} }: Submission<V, S>) => ({
  onSubmitAsync: async ({ value }: { value: V }): Promise<Refusal | undefined> => {
    try {
      const checked = schema(await schemas()).safeParse(input(value));
      if (!checked.success) return { form: undefined, fields: Object.fromEntries(checked.error.issues.toReversed().map((issue) => [issue.path.join('.'), fieldSentence(issue)])) };
      await send(checked.data);
      return undefined;
    } catch (error) {
      noticeFailure(error);
      return refusalOf(error, special, about);
    }
  },
});

const refusalOf = (error: unknown, special: Partial<Record<number, string>>, about: Partial<Record<number, string>>): Refusal => {
  const fields = fieldErrors(error);
  const sentence = errorSentence(error, special);
  const field = Object.entries(about).find(([status]) => special[Number(status)] === sentence)?.[1];
  if (field) return { form: undefined, fields: { [field]: sentence } };
  // A rule that no schema knows: only the server's own words say which.
  const detail = errorOf(error)?.status === 400 ? errorDetail(error) : null;
  return { form: detail ? `${sentence} ${t('common.serverSays', { detail })}` : sentence, fields };
};
