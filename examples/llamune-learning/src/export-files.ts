import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { LlamuneClient, Snapshot, SnapshotExample } from '@llamune/contracts';

/** The examples themselves, one a line: what the snapshot's hash is made of. */
export const examplesFile = 'examples.jsonl';

/**
 * Writes `train.jsonl`, `valid.jsonl` and `test.jsonl` as mlx_lm.lora reads them, and `examples.jsonl`.
 * @throws {Error} when what arrived is not what the snapshot's hash says.
 */
export const exportFiles = async (client: LlamuneClient, snapshot: Snapshot, folder: string): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  for (const split of ['train', 'valid', 'test'] as const) {
    const parts = await client.snapshots.export.query({ snapshot_id: snapshot.id, format: 'chat', split });
    await pipeline(Readable.from(parts), createWriteStream(path.join(folder, `${split}.jsonl`)));
  }
  const hash = createHash('sha256');
  const lines = async function* () {
    for await (const example of examplesOf(client, snapshot.id)) {
      const line = `${JSON.stringify(example)}\n`;
      hash.update(line);
      yield line;
    }
  };
  await pipeline(Readable.from(lines()), createWriteStream(path.join(folder, examplesFile)));
  if (hash.digest('hex') !== snapshot.content_sha256) throw new Error(`訓練データ ${snapshot.id} の内容が、記録されたハッシュと一致しません。通信の途中で壊れたおそれがあります。もう一度実行してください。`);
};

async function* examplesOf(client: LlamuneClient, snapshotId: number): AsyncGenerator<SnapshotExample> {
  const limit = 500;
  for (let after: number | undefined; ; ) {
    const examples = await client.snapshots.examples.query({ snapshot_id: snapshotId, limit, ...(after !== undefined && { after }) });
    yield* examples;
    if (examples.length < limit) return;
    after = examples.at(-1)!.log_id;
  }
}
