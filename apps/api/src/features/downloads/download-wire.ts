import type { ModelDownload } from '@llamune/contracts';
import { modelFactsToWire } from '../../model-facts.js';
import type { Download } from './download.js';
import type { Preview } from './preview-download.js';

export const downloadToWire = (download: Download): ModelDownload => ({
  download_id: download.record.id,
  address: download.shownAddress,
  file: download.file,
  state: download.state,
  received_bytes: download.receivedBytes,
  total_bytes: download.totalBytes,
  bytes_per_second: download.bytesPerSecond,
  sha256: download.record.sha256?.toLowerCase() ?? (download.record.parts.length === 1 ? download.record.parts[0]!.sha256 : null),
  error: download.error,
  started_at: download.record.startedAt.toISOString(),
});

export const previewToWire = ({ file, facts, exists }: Preview) => ({ ...modelFactsToWire(file, facts), exists });
