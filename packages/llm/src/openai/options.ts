/** All times in milliseconds. */
export interface ServerEngineOptions {
  /** Answers that are asked of one server at the same time. Default 8. */
  maxConcurrent?: number | undefined;
  /** Questions that may wait for one server. Default 100. */
  maxQueue?: number | undefined;
  /** Until the connection stands, TLS included. Default 5000. */
  connectMs?: number | undefined;
  /** From the request to the first token: the server may have a long prompt, a queue of its own, or a model to load. Default: the answer's own deadline. */
  firstTokenMs?: number | undefined;
  /** Between two signs of life after the first token. Default 60 000. */
  idleMs?: number | undefined;
  /** For the list of its models. Default 5000. */
  listMs?: number | undefined;
  /** For a server that says that it is loading, and for the one token of `check`. Default 600 000. */
  loadTimeoutMs?: number | undefined;
  /** Pause before the second try; doubled before the third. Default 500. */
  retryMs?: number | undefined;
  /** A server that asks for a longer pause is not tried again: whoever asked is told. Default 20 000. */
  longestRetryMs?: number | undefined;
  /** Between two looks at a server that is loading. Default 1000. */
  loadingPollMs?: number | undefined;
  /** For usage figures and the end of the stream, once the server has said why the answer ended. Default 2000. */
  settleMs?: number | undefined;
  /** Characters of an answer, thinking included. Default 4 million. */
  maxAnswerLength?: number | undefined;
}

export type ServerSettings = { [K in keyof ServerEngineOptions]-?: NonNullable<ServerEngineOptions[K]> };

export function settingsFrom(options: ServerEngineOptions): ServerSettings {
  return {
    maxConcurrent: options.maxConcurrent ?? 8,
    maxQueue: options.maxQueue ?? 100,
    connectMs: options.connectMs ?? 5000,
    firstTokenMs: options.firstTokenMs ?? Infinity,
    idleMs: options.idleMs ?? 60_000,
    listMs: options.listMs ?? 5000,
    loadTimeoutMs: options.loadTimeoutMs ?? 600_000,
    retryMs: options.retryMs ?? 500,
    longestRetryMs: options.longestRetryMs ?? 20_000,
    loadingPollMs: options.loadingPollMs ?? 1000,
    settleMs: options.settleMs ?? 2000,
    maxAnswerLength: options.maxAnswerLength ?? 4_000_000,
  };
}
