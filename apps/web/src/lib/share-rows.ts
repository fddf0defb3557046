import { replaceEqualDeep, type InfiniteData } from '@tanstack/react-query';

interface Row {
  id: number;
}
type Pages = InfiniteData<Row[]>;

const isSame = <T>(before: readonly T[] | undefined, after: readonly T[]) => before?.length === after.length && after.every((item, index) => item === before[index]);

/**
 * The `structuralSharing` of pages of rows: what has not changed stays the same object, so that it is not drawn again. By number, not by
 * place as the library does it: there a new row at the head makes all the others look changed.
 */
export const shareRows = (before: unknown, after: unknown): unknown => {
  if (!before) return after;
  const old = before as Pages;
  const { pages: fresh, pageParams } = after as Pages;
  const known = new Map(old.pages.flat().map((row) => [row.id, row]));
  const pages = fresh.map((page, index) => {
    const rows = page.map((row) => replaceEqualDeep(known.get(row.id), row));
    const oldPage = old.pages[index];
    return oldPage && isSame(oldPage, rows) ? oldPage : rows;
  });
  return isSame(old.pages, pages) && isSame(old.pageParams, pageParams) ? before : { pages, pageParams };
};
