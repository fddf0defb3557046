import type { ModelDownload } from '@llamune/contracts';

type Progress = Pick<ModelDownload, 'state' | 'received_bytes' | 'total_bytes'>;

/** 0…1; null when nobody can tell. */
export const shareOf = ({ state, received_bytes, total_bytes }: Progress) => (state === 'checking' || !total_bytes ? null : Math.min(1, received_bytes / total_bytes));

/** Never 100 before it is all there. */
export const percentText = (download: Progress) => {
  const share = shareOf(download);
  return share === null ? '' : `${Math.floor(share * 100)}%`;
};
