import i18next from 'i18next';
import { currentLanguage } from './i18n';

const locale = () => (currentLanguage() === 'ja' ? 'ja-JP' : 'en-GB');

export const formatDateTime = (iso: string) =>
  new Intl.DateTimeFormat(locale(), { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }).format(new Date(iso));
export const formatDate = (iso: string) => new Intl.DateTimeFormat(locale(), { year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(iso));
export const formatTime = (iso: string | Date) => new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit' }).format(new Date(iso));

export const formatNumber = (value: number) => new Intl.NumberFormat(locale()).format(value);

export const formatDuration = (ms: number) => {
  if (ms < 60_000) return i18next.t('unit.seconds', { value: ms < 10_000 ? (ms / 1000).toFixed(2) : (ms / 1000).toFixed(1) });
  const seconds = Math.round(ms / 1000);
  return i18next.t('unit.minutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
};

export const formatBytes = (bytes: number) => {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = bytes === 0 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(1024)));
  return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
};
