import type { Log } from '@llamune/contracts';
import { stringify, type Options } from 'csv-stringify/sync';
import { csvColumns } from './csv-columns.js';

/** Excel takes UTF-8 for the machine's old encoding unless this stands first. */
const byteOrderMark = '\uFEFF';
// What a spreadsheet would take for a formula, also behind white space, which some strip; csv-stringify's own guard looks at the first letter only and lets a line break pass.
const formula = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;
// A line break of either kind must be quoted, also where it is not the one that ends a record.
const options: Options = { record_delimiter: 'windows', quote_record_delimiter: true, cast: { string: (value) => (formula.test(value) ? `'${value}` : value) } };

/** Writes logs as the lines of one CSV file, whose times are those of the zone. */
export const csvWriter = (timeZone: string) => {
  const columns = csvColumns(timeZone);
  const cells = Object.values(columns);
  const local = localTime(timeZone);
  return {
    heading: byteOrderMark + stringify([Object.keys(columns)], options),
    lines: (logs: Log[]) => stringify(logs.map((log) => cells.map((cell) => cell(log, local))), options),
  };
};

/** `2026-11-22 18:57:12`, which a spreadsheet reads as a time. */
const localTime = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return (timestamp: string) => format.format(new Date(timestamp));
};
