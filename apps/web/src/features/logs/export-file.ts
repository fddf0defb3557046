/** Fetched when a file is asked for. */
export { exportLogs, exportName } from './export-logs';
export { saveFile } from './save-file';
