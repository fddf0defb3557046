// What an outside program writes, compiled against the packed tarball by consumer-check.test.ts, as an ES module and as CommonJS.
import { createLlamuneClient, errorOf, evaluations, watchAnswer, type Log, type Snapshot, type TakeEvent } from '@llamune/contracts';

const client = createLlamuneClient({ url: 'http://localhost:8000', apiKey: 'llamune_…' });

// A type that is `any` would let everything below pass.
type NotAny<T> = 0 extends 1 & T ? never : T;

export const take = async (): Promise<NotAny<Snapshot>> => client.snapshots.create.mutate({ poc_id: 1, valid_percent: 0 }, { signal: AbortSignal.timeout(1000) });
export const follow = async () => {
  for await (const event of await client.snapshots.take.query({ poc_id: 1 })) {
    const told: NotAny<TakeEvent> = event;
    if (told.type === 'done') return told.snapshot.counts.train;
  }
  return null;
};
export const logs = async (): Promise<NotAny<Log>[]> => client.logs.list.query({ status: 1, unevaluated: false });
export const answer = async (logId: number) => {
  for await (const event of watchAnswer(client, logId)) if (event.type === 'done') return;
};
export const statusOf = (error: unknown): number | undefined => errorOf(error)?.status;
export const good: 1 = evaluations.good;

// @ts-expect-error The id of a PoC is a number.
export const wrongInput = () => client.snapshots.create.mutate({ poc_id: '1' });
// @ts-expect-error There is no such endpoint.
export const noEndpoint = () => client.snapshots.destroy;
// @ts-expect-error A query is not mutated.
export const wrongKind = () => client.logs.list.mutate({});
