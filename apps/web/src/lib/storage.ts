/** localStorage that never throws: storage may be full or forbidden, and then the screen must go on without it. */
export const storage = {
  get(name: string): string | null {
    try {
      return localStorage.getItem(`llamune.${name}`);
    } catch {
      return null;
    }
  },
  set(name: string, value: string): void {
    try {
      localStorage.setItem(`llamune.${name}`, value);
    } catch {
      // Nothing to be done: the value lives until the page is closed.
    }
  },
  remove(name: string): void {
    try {
      localStorage.removeItem(`llamune.${name}`);
    } catch {
      // As above.
    }
  },
  /** Every name that begins so. */
  names(start: string): string[] {
    try {
      return Object.keys(localStorage).flatMap((name) => (name.startsWith(`llamune.${start}`) ? [name.slice('llamune.'.length)] : []));
    } catch {
      return [];
    }
  },
};
