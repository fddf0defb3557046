import { currentLanguage, t } from './i18n';

const locale = () => (currentLanguage() === 'ja' ? 'ja-JP' : 'en-GB');

// Written as Intl writes them (format.test.ts holds them to it), but without it: its first call in a page reads the data of every locale,
// 25 to 40 ms before anything is painted, and these are on nearly every page.
const two = (value: number) => String(value).padStart(2, '0');
export const formatDate = (iso: string | Date) => {
  const date = new Date(iso);
  const [year, month, day] = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())];
  return currentLanguage() === 'ja' ? `${year}/${month}/${day}` : `${day}/${month}/${year}`;
};
export const formatTime = (iso: string | Date) => {
  const date = new Date(iso);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
};
export const formatDateTime = (iso: string) => `${formatDate(iso)}${currentLanguage() === 'ja' ? ' ' : ', '}${formatTime(iso)}`;
/** With at most three places after the point. */
export const formatNumber = (value: number) => {
  const [whole = '', places] = String(Math.round(value * 1000) / 1000).split('.');
  return `${whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',')}${places === undefined ? '' : `.${places}`}`;
};
/** A share of 0…1 in whole percents. */
export const formatPercent = (share: number) => `${formatNumber(Math.round(Number((share * 100).toPrecision(12))))}%`;

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
