import { checkModel } from './in-child/check-model.js';
import { explainLoadError } from './in-child/explain-load-error.js';
import { InferenceServer } from './in-child/inference-server.js';
import { inspectFile } from './in-child/inspect-file.js';
import { NativeLog } from './in-child/native-log.js';
import type { ChildJob, FromChild, ToChild } from './protocol.js';

// The process around the native library. A failed assertion in there aborts the whole process and cannot be caught,
// so each model lives in one of these and the server only loses the answers of that model.

// Ctrl-C and a service manager's stop reach the whole process group. The parent decides when answers end; it says so by
// closing the channel.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

// Not process.exit(): the GPU backends are known to abort in their exit handlers.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

const log = new NativeLog();
let server: InferenceServer | undefined;

process.on('message', (message: ToChild) => {
  if (message.kind === 'answer') server?.answer(message);
  else if (message.kind === 'stop') server?.stop(message.id);
  else if (message.kind === 'open') server?.open(message);
  else if (message.kind === 'shut') server?.shut(message.context);
  else void run(message);
});

async function run(job: ChildJob): Promise<void> {
  try {
    if (job.kind === 'inspect') return send({ kind: 'inspected', facts: await inspectFile(job.location, job) });
    if (job.kind === 'check') {
      await checkModel(job, log);
      return send({ kind: 'checked' });
    }
    server = await InferenceServer.load(job, log, send);
    send(server.loaded);
  } catch (error) {
    send({ kind: 'failed', error: explainLoadError(error, fileOf(job), log.reasons()) });
  }
}

function fileOf(job: ChildJob): string {
  if (job.kind !== 'inspect') return job.file;
  return 'file' in job.location ? job.location.file : new URL(job.location.url).pathname;
}

function send(message: FromChild): void {
  // The callback takes the error of a channel that closed meanwhile; without it the error would be thrown.
  process.send?.(message, undefined, undefined, () => {});
}
