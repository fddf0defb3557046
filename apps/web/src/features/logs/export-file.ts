/** Fetched when a file is asked for. */
export { exportLogs, exportName } from './export-logs';
export { saveFile } from '../../lib/save-file';
