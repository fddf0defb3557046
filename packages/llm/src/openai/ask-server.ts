import type { IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { AnswerRequest, ServerSource } from '../engine.js';
import type { AnswerText } from './answer-text.js';
import { chatRequest } from './chat-request.js';
import type { KnownServer } from './known-server.js';
import type { ServerSettings } from './options.js';
import type { Asked } from './refusal.js';
import { Refused } from './refused.js';
import type { ServerAddress } from './server-address.js';
import { attempt } from './server-attempt.js';

const MOST_TRIES = 3;

export type ServerRequest = AnswerRequest & { source: ServerSource };

export interface Ask {
  address: ServerAddress;
  server: KnownServer;
  request: ServerRequest;
  asked: Asked;
  settings: ServerSettings;
  text: AnswerText;
  signal: AbortSignal;
  onTry: () => void;
  onAccepted: (reply: IncomingMessage) => void;
  onLoading: () => void;
}

/**
 * Asks until there is an answer, as long as a refusal has a remedy: only refusals before the first byte of an answer have one.
 * @throws {LlmError} what the last refusal was, or what broke the answer off.
 */
export async function askServer(ask: Ask): Promise<void> {
  const { server, request, signal, settings } = ask;
  let pauses = 0;
  let maxTokens: number | null | undefined;
  for (;;) {
    ask.onTry();
    const refused = await tryOnce(ask, chatRequest(request, { kind: server.kind, omitted: server.omitted, maxTokens }));
    if (refused === null) return;
    const { remedy, error } = refused;
    if (remedy?.kind === 'loading') {
      ask.onLoading();
      await pause(settings.loadingPollMs, undefined, { signal });
    } else if (remedy?.kind === 'wait') {
      const ms = remedy.ms ?? settings.retryMs * 2 ** pauses;
      if (++pauses >= MOST_TRIES || ms > settings.longestRetryMs) throw error;
      await pause(ms, undefined, { signal });
    } else if (remedy?.kind === 'omit' && remedy.fields.some((field) => !server.omitted.has(field))) {
      for (const field of remedy.fields) server.omitted.add(field);
    } else if (remedy?.kind === 'shorten' && maxTokens === undefined) {
      maxTokens = remedy.maxTokens;
    } else throw error;
  }
}

async function tryOnce({ address, asked, settings, text, signal, onAccepted }: Ask, body: string): Promise<Refused | null> {
  try {
    await attempt({ url: address.at('/chat/completions'), body, asked, settings, text, signal, onAccepted });
    return null;
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}
