import { createLlamuneClient, errorOf } from '@llamune/contracts';
import { useState } from 'react';
import { apiKey } from '../../lib/api-key';
import { errorSentence } from '../../lib/error-sentence';
import { useTranslation } from '../../lib/i18n';

/** Characters that a header can carry: a key with others was typed or pasted wrong, and would fail without a word. */
const POSSIBLE_KEY = /^[\x21-\x7e]+$/;

/** Tries a key, and keeps it only when the server knows it: a wrong one does not sign out whoever was signed in. */
export const useSignIn = (onSignedIn: () => void) => {
  const { t } = useTranslation();
  const [checking, setChecking] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  const signIn = async (typed: string) => {
    const key = typed.trim();
    if (!POSSIBLE_KEY.test(key)) return setRefusal(key === '' ? t('field.required') : t('signIn.malformedKey'));
    setChecking(true);
    setRefusal(undefined);
    try {
      await createLlamuneClient({ url: window.location.origin, apiKey: key }).users.me.query({});
      apiKey.set(key);
      onSignedIn();
    } catch (error) {
      setRefusal(errorOf(error)?.status === 401 ? t('signIn.wrongKey') : errorSentence(error));
    } finally {
      setChecking(false);
    }
  };
  return { signIn, checking, refusal };
};
