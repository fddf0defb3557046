/** Where the reader's days begin, as an IANA name. A name that only this browser knows would be refused. */
export const timeZone = () => {
  const name = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return Intl.supportedValuesOf('timeZone').includes(name) ? name : 'UTC';
};
