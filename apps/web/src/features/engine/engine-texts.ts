import { formatNumber } from '../../lib/format';
import type { Translate } from '../../lib/i18n';

/** How long a server has been running: minutes, then hours, then days. */
export const uptimeText = (seconds: number, t: Translate) => {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return t('engine.underMinute');
  if (minutes < 60) return t('engine.minutes', { minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? t('engine.hours', { hours, minutes: minutes % 60 }) : t('engine.days', { days: Math.floor(hours / 24), hours: hours % 24 });
};

/** One decimal while that says something. */
export const figure = (value: number) => (value < 100 ? value.toFixed(1) : formatNumber(Math.round(value)));
export const windowMinutes = (seconds: number) => Math.max(1, Math.round(seconds / 60));
