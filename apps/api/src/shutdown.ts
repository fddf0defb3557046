import type { Say } from './start-error.js';

// PostgreSQL may take 40 s to write everything down.
const patienceMs = 60_000;

/** Closes what was added, the last first, on Ctrl-C or SIGTERM. A second Ctrl-C ends the process at once; nothing that was saved is lost by it. */
export const closeOnSignal = (say: Say) => {
  const steps: { name: string; close: () => Promise<unknown> }[] = [];
  let closed: Promise<void> | undefined;

  const closeAll = async () => {
    for (const { name, close } of steps.toReversed()) await close().catch((error: unknown) => say(`${name}を終了できませんでした: ${String(error)}`));
  };
  const close = () => (closed ??= closeAll());
  const onSignal = () => {
    if (closed) process.exit(130);
    say('\n終了しています…（もう一度 Ctrl-C を押すと、すぐに終了します）');
    setTimeout(() => process.exit(1), patienceMs).unref();
    void close().then(() => {
      say('終了しました。');
      process.exit(0);
    });
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);

  return { add: (name: string, step: () => Promise<unknown>) => void steps.push({ name, close: step }), close };
};
export type Closing = ReturnType<typeof closeOnSignal>;
