/** Tells whoever started the server what is being done. */
export type Say = (line: string) => void;

/** The server cannot start: why, and what to do about it. */
export class StartError extends Error {
  constructor(
    message: string,
    readonly remedy: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}
