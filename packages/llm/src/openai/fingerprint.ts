import type { EngineFingerprint, ServerSource } from '../engine.js';
import type { KnownServer } from './known-server.js';

/** What a server says of itself in its answer. */
interface Said {
  server: string | null | undefined;
  build: string | null | undefined;
  model: string | null | undefined;
}

/** @param server Null: none had a part in the answer. */
export function fingerprintOf(source: ServerSource, server: KnownServer | null, said: Said): EngineFingerprint {
  const unknown = { file: null, fileBytes: null, fileSha256: null, chatWrapper: null, contextSize: null };
  if (server === null) return { ...unknown, engine: 'openai-compatible', adapter: null, server: null, servedModel: null };
  const omitted = [...server.omitted].filter((field) => field !== 'stream_options');
  const details = [said.server, said.build, omitted.length > 0 ? `without ${omitted.join(', ')}` : null].filter(Boolean);
  return { ...unknown, engine: ['openai-compatible', ...details].join('; '), adapter: source.adapter ?? null, server: server.label, servedModel: said.model ?? source.model };
}
