import { stat } from 'node:fs/promises';
import { GgufFileType, readGgufFileInfo } from 'node-llama-cpp';
import type { ModelFacts } from '../../engine.js';

/** Reads the header of a GGUF file. @throws of any kind when it is damaged; the caller explains it. */
export async function inspectFile(file: string): Promise<ModelFacts> {
  const [info, { size }] = await Promise.all([readGgufFileInfo(file, { sourceType: 'filesystem', logWarnings: false }), stat(file)]);
  if (info.tensorInfo?.some((tensor) => Number(tensor.fileOffset) >= size) === true)
    throw new Error('it ends before its weights do; it is truncated');
  const general = info.metadata.general;
  const fileType = general.file_type;
  return {
    architecture: general.architecture,
    name: general.name ?? null,
    quantization: fileType === undefined ? null : (GgufFileType[fileType]?.replace(/^(MOSTLY|ALL)_/, '') ?? null),
    trainContextSize: info.architectureMetadata.context_length ?? null,
    fileBytes: size,
    hasChatTemplate: info.metadata.tokenizer?.chat_template !== undefined,
  };
}
