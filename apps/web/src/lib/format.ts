import { currentLanguage, t } from './i18n';

const locale = () => (currentLanguage() === 'ja' ? 'ja-JP' : 'en-GB');

// Kept: making one takes longer than a row of a table may.
const dateTimes = new Map<string, Intl.DateTimeFormat>();
const dateTimeFormat = (of: string) => {
  const format = dateTimes.get(of) ?? new Intl.DateTimeFormat(of, { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
  dateTimes.set(of, format);
  return format;
};

export const formatDateTime = (iso: string) => dateTimeFormat(locale()).format(new Date(iso));
export const formatDate = (iso: string | Date) => new Intl.DateTimeFormat(locale(), { year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(iso));
export const formatTime = (iso: string | Date) => new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit' }).format(new Date(iso));

const steps = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;
/** How long ago, in the largest unit that fits: 3 日前. Under a minute, or by a clock that goes ahead of ours, it is "now". */
export const formatAgo = (iso: string, now = Date.now()) => {
  const seconds = (now - new Date(iso).getTime()) / 1000;
  const step = steps.find(([, length]) => seconds >= length);
  if (!step) return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(0, 'second');
  return new Intl.RelativeTimeFormat(locale()).format(-Math.floor(seconds / step[1]), step[0]);
};

/** A day without an hour, as 2027-01-04, wherever the reader is: 1月4日. */
export const formatDay = (day: string) => new Intl.DateTimeFormat(locale(), { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(new Date(day));

export const formatList = (items: string[]) => new Intl.ListFormat(locale()).format(items);
export const formatNumber = (value: number) => new Intl.NumberFormat(locale()).format(value);
/** A share of 0…1 in whole percents. */
export const formatPercent = (share: number) => new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 0 }).format(share);

export const formatDuration = (ms: number) => {
  if (ms < 60_000) return t('unit.seconds', { value: ms < 10_000 ? (ms / 1000).toFixed(2) : (ms / 1000).toFixed(1) });
  const seconds = Math.round(ms / 1000);
  return t('unit.minutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
};

export const formatBytes = (bytes: number) => {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = bytes === 0 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(1024)));
  return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
};

const roughly = (value: number, unit: 'second' | 'minute' | 'hour') => new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: unit === 'hour' ? 1 : 0 }).format(value);
/** How long something will still take, as one says it: in the unit that fits. */
export const formatRough = (seconds: number) => (seconds < 60 ? roughly(Math.ceil(seconds), 'second') : seconds < 3600 ? roughly(Math.round(seconds / 60), 'minute') : roughly(seconds / 3600, 'hour'));
