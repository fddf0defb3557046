import type { DataSource } from 'typeorm';
import { requireStill, type Caller } from './authenticate.js';

/** The parts of a long file; it ends when its reader's key is revoked meanwhile. */
export async function* whileAllowed(db: DataSource, caller: Caller, parts: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  for await (const part of parts) {
    await requireStill(db, caller);
    yield part;
  }
}
