import type { User } from '@llamune/contracts';
import { textParam } from '../../lib/search-params';

export const longestUserSearch = 100;

/** `?q=sato`: part of a name. */
export interface UserSearch {
  q?: string | undefined;
}

export const parseUserSearch = ({ q }: { q?: unknown }): UserSearch => ({ q: textParam(q, longestUserSearch)?.trim() || undefined });

const folded = (text: string) => text.normalize('NFKC').toLowerCase();
/** Full and half width, capitals and small letters are the same; each word must be there. */
export const matchingUsers = (users: readonly User[], q: string): User[] => {
  const words = folded(q).split(/\s+/).filter(Boolean);
  return users.filter(({ username }) => words.every((word) => folded(username).includes(word)));
};
