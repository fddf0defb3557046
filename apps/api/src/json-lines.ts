// Some readers take these for the end of a line too.
const lineEnds = /[\u0085\u2028\u2029]/g;

/** A record as one line of a JSONL file, without the line's end. */
export const onOneLine = (record: object): string => JSON.stringify(record).replace(lineEnds, (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`);
