import type { ModelFacts } from '@llamune/llm';
import { asRefusal } from '../../llm-refusal.js';
import type { Services } from '../../trpc.js';

export interface Preview {
  file: string;
  facts: ModelFacts;
  /** In the models folder already. */
  exists: boolean;
}

/** What the file at an address says of itself; of the weights nothing is fetched. */
export const previewDownload = async ({ downloads, engine }: Services, address: string): Promise<Preview> => {
  const { address: parsed, parts, exists } = await downloads.look(address);
  const { url, headers } = parts[0]!;
  const facts = await engine.inspect({ url: url.href, headers }).catch((error: unknown) => {
    throw withoutSecrets(asRefusal(error, 'address'), url);
  });
  const { file } = parsed.parts[0]!;
  // The header of the first part tells only of what is in it.
  const fileBytes = parts.reduce<number | null>((sum, { totalBytes }) => (sum === null || totalBytes === null ? null : sum + totalBytes), 0) ?? facts.fileBytes;
  const weightsBytes = facts.memory.weightsBytes + (parts.length > 1 ? Math.max(0, fileBytes - facts.fileBytes) : 0);
  const fits = facts.memory.fits && weightsBytes + facts.memory.contextBytes <= facts.memory.budgetBytes;
  return { file, exists, facts: { ...facts, fileBytes, memory: { ...facts.memory, weightsBytes, fits } } };
};

/** The address after the redirects is signed. */
const withoutSecrets = (error: unknown, { search }: URL): unknown => {
  if (error instanceof Error && search.length > 1) error.message = error.message.replaceAll(search, '');
  return error;
};
