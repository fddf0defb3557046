/** Not in the types of ES2022 yet; in browsers since 2025. */
const { Temporal } = globalThis as { Temporal?: { Now: { timeZoneId: () => string } } };

/** Where the reader's days begin, as an IANA name. What the browser could not name would be refused. */
export const timeZone = () => {
  // The first use of Intl in a page reads the data of every locale.
  const name = Temporal?.Now.timeZoneId() ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return /^[A-Z][\w+-]*(?:\/[\w+-]+)*$/i.test(name) && name !== 'Etc/Unknown' ? name : 'UTC';
};
