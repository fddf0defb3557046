import { waitUntilGone } from './postmaster-pid.js';

/** Stops a PostgreSQL by the number of its first process; takes 40 s at most. */
export async function endPostmaster(pid: number, log: (message: string) => void): Promise<void> {
  signalTo(pid, 'SIGINT'); // fast: ends connections, writes everything
  if (await waitUntilGone(pid, 30_000)) return;
  log('PostgreSQL の終了に時間がかかっています。直ちに終了させます（次の起動で回復します）。');
  signalTo(pid, 'SIGQUIT');
  if (!(await waitUntilGone(pid, 10_000))) log(`PostgreSQL（プロセス ${pid}）を終了できませんでした。`);
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}
