import { t } from './i18n';

interface Issue {
  code?: string | undefined;
  message: string;
  origin?: unknown;
  maximum?: unknown;
  minimum?: unknown;
  format?: unknown;
  expected?: unknown;
}

/** A sentence for one broken rule of a schema: zod's own words are English, and speak of types. */
export const fieldSentence = ({ code, message, origin, maximum, minimum, expected, format }: Issue): string => {
  const isText = origin === 'string';
  if (code === 'too_big') return isText ? t('field.tooLong', { max: String(maximum) }) : t('field.tooBig', { max: String(maximum) });
  if (code === 'too_small') return isText ? t('field.tooShort', { min: String(minimum) }) : t('field.tooSmall', { min: String(minimum) });
  if (code === 'custom') return message === 'Must not be blank' ? t('field.required') : t('field.unstorable');
  if (code === 'invalid_format' && format === 'url') return t('field.url');
  if (code === 'invalid_type') return typeSentence(expected, format);
  return t('field.invalid');
};

const typeSentence = (expected: unknown, format: unknown) => {
  if (expected === 'int' || format === 'safeint') return t('field.notInteger');
  return expected === 'number' ? t('field.notNumber') : t('field.required');
};
