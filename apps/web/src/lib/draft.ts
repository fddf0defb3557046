import { useCallback, useState } from 'react';
import { storage } from './storage';

let owner = 0;
const nameOf = (name: string) => `draft.${owner}.${name}`;

/** What was typed and not yet taken by the server. It survives a reload, a lost key and a crash of the browser. */
export const drafts = {
  /** Drafts are one person's: the next one at the same browser does not see them. */
  belongTo(userId: number) {
    owner = userId;
  },
  owner: () => owner,
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- whoever wrote a draft knows its type
  read<T>(name: string): T | null {
    const stored = storage.get(nameOf(name));
    if (stored === null) return null;
    try {
      return JSON.parse(stored) as T;
    } catch {
      return null;
    }
  },
  write: (name: string, value: unknown) => storage.set(nameOf(name), JSON.stringify(value)),
  drop: (name: string) => storage.remove(nameOf(name)),
  /** The names of all drafts that begin so. */
  names: (start: string) => storage.names(nameOf(start)).map((name) => name.slice(nameOf('').length)),
};

/** A text that is kept as a draft while it is not empty. */
export const useTextDraft = (name: string) => {
  const [text, setText] = useState(() => drafts.read<string>(name) ?? '');
  const change = useCallback(
    (next: string) => {
      setText(next);
      if (next === '') drafts.drop(name);
      else drafts.write(name, next);
    },
    [name],
  );
  return [text, change] as const;
};
