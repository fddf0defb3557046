import type { Model } from '@llamune/db';
import { isFileSource, type EngineFingerprint, type ModelSource } from '@llamune/llm';

type Named = Pick<Model, 'file' | 'adapter'>;

/** What makes an answer, as its row tells it before the answer has ended. Readers get the file's name within the models folder, not where this machine keeps it, and never a key. */
export const originOf = (source: ModelSource, { file, adapter }: Named) => (isFileSource(source) ? { file, adapter } : { server: source.baseUrl, served_model: source.model, adapter });

/** The same when the engine has said what it used. */
export const fingerprintOf = ({ engine, fileBytes, fileSha256, chatWrapper, contextSize, server, servedModel }: EngineFingerprint, { file, adapter }: Named) => ({
  engine,
  ...(server === null ? { file, file_bytes: fileBytes, file_sha256: fileSha256 } : { server, served_model: servedModel }),
  adapter,
  chat_template: chatWrapper,
  context_size: contextSize,
});
