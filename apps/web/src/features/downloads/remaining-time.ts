import type { ModelDownload } from '@llamune/contracts';
import type { Translate } from '../../lib/i18n';

type Progress = Pick<ModelDownload, 'received_bytes' | 'total_bytes' | 'bytes_per_second'>;

/** Roughly how long it will still take; null when nobody can tell. */
export const remainingTime = ({ received_bytes, total_bytes, bytes_per_second }: Progress, t: Translate): string | null => {
  if (total_bytes === null || !bytes_per_second) return null;
  const seconds = Math.max(0, total_bytes - received_bytes) / bytes_per_second;
  if (seconds < 60) return t('downloads.aboutSeconds', { seconds: Math.ceil(seconds) });
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? t('downloads.aboutMinutes', { minutes }) : t('downloads.aboutHours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
};
