import type { Poc as WirePoc } from '@llamune/contracts';
import type { Poc } from '@llamune/db';

export const pocToWire = (poc: Poc): WirePoc => ({
  id: poc.id,
  name: poc.name,
  domain: poc.domain,
  default_system_prompt: poc.defaultSystemPrompt,
  created_at: poc.createdAt.toISOString(),
});
