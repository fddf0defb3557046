import type { PastedQuestions } from '@llamune/contracts';
import { useEffect, useState } from 'react';
import { client, noticeFailure } from '../../lib/api';

/** As long as a pause in typing is. */
const REST_MS = 300;

type Reading = { kind: 'nothing' } | { kind: 'reading' } | { kind: 'read'; pasted: PastedQuestions } | { kind: 'failed'; error: unknown };

/** What the server makes of a pasted text, once the typing rests. It changes nothing. */
export const useParsed = (text: string): Reading => {
  const [reading, setReading] = useState<{ text: string; of: Reading }>({ text: '', of: { kind: 'nothing' } });
  useEffect(() => {
    if (text.trim() === '') return undefined;
    const stop = new AbortController();
    const parse = async () => {
      try {
        setReading({ text, of: { kind: 'read', pasted: await client.questionSets.parse.mutate({ text }, { signal: stop.signal }) } });
      } catch (error) {
        if (stop.signal.aborted) return;
        noticeFailure(error);
        setReading({ text, of: { kind: 'failed', error } });
      }
    };
    const timer = setTimeout(() => void parse(), REST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text]);
  if (text.trim() === '') return { kind: 'nothing' };
  return reading.text === text ? reading.of : { kind: 'reading' };
};
