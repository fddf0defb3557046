// A program that hands logs over to training, a few at a time, until there are none: node taker.mjs <file for its request key> <PoC>
// With LLAMUNE_URL and LLAMUNE_API_KEY. It may be killed at any moment: the next run asks for the same again.
import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createLlamuneClient, errorOf } from '@llamune/contracts';

const [keyFile, poc] = process.argv.slice(2);
const client = createLlamuneClient({ url: process.env.LLAMUNE_URL, apiKey: process.env.LLAMUNE_API_KEY });

const requestKey = () => {
  try {
    return readFileSync(keyFile, 'utf8');
  } catch {
    const key = randomUUID();
    writeFileSync(`${keyFile}.new`, key);
    renameSync(`${keyFile}.new`, keyFile);
    return key;
  }
};

for (;;) {
  let snapshot;
  try {
    snapshot = await client.snapshots.create.mutate({ poc_id: Number(poc), request_key: requestKey(), limit: 3, valid_percent: 0 });
  } catch (error) {
    const { detail } = errorOf(error) ?? {};
    if (typeof detail === 'string' && detail.startsWith('Nothing to train')) break;
    throw error;
  }
  await client.snapshots.acknowledge.mutate({ snapshot_id: snapshot.id });
  rmSync(keyFile);
}
