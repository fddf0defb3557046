import { textLimits } from '@llamune/contracts';
import type { SessionFilter } from './session-queries';

/** The list as it stands in the address. What is not there is the usual view: one's own sessions that are open. */
export interface SessionSearch {
  show?: 'ended' | 'all' | undefined;
  whose?: 'everyone' | undefined;
  find?: string | undefined;
}
/** Kept from page to page, so that the list beside a session stays as it was. */
export const sessionSearchNames: (keyof SessionSearch)[] = ['show', 'whose', 'find'];

/** The router reads `?find=2` as a number. */
const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, textLimits.search).toWellFormed() || undefined : undefined);

// By hand: with a schema library the first load of every page would carry it.
export const parseSessionSearch = (search: { [Name in keyof SessionSearch]?: unknown }): SessionSearch => ({
  show: search.show === 'ended' || search.show === 'all' ? search.show : undefined,
  whose: search.whose === 'everyone' ? search.whose : undefined,
  find: text(search.find),
});

export const sessionFilter = ({ show, whose, find }: SessionSearch): SessionFilter => ({ mine: whose === undefined, open: show === 'all' ? undefined : show === undefined, search: find });
