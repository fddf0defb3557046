import type { CreatePoc, Poc as WirePoc, PocPrompt as WirePocPrompt, UpdatePoc } from '@llamune/contracts';
import type { Poc } from '@llamune/db';
import type { z } from 'zod';
import type { PromptWithCount } from './poc-prompts.js';

export const pocToWire = (poc: Poc): WirePoc => ({
  id: poc.id,
  name: poc.name,
  domain: poc.domain,
  default_system_prompt: poc.defaultSystemPrompt,
  example_questions: poc.exampleQuestions,
  created_at: poc.createdAt.toISOString(),
});

export const pocChangeFromWire = <P extends z.output<typeof CreatePoc> | Omit<z.output<typeof UpdatePoc>, 'poc_id'>>({ default_system_prompt, example_questions, ...rest }: P) => ({
  ...rest,
  defaultSystemPrompt: default_system_prompt,
  exampleQuestions: example_questions,
});

export const promptToWire = ({ prompt, logs }: PromptWithCount): WirePocPrompt => ({
  id: prompt.id,
  version: prompt.version,
  text: prompt.text,
  created_at: prompt.createdAt.toISOString(),
  created_by: prompt.createdBy?.username ?? null,
  log_count: logs,
});
