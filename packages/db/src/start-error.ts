/** The database cannot be used: why (`message`), and what whoever starts the server can do about it (`remedy`). Both are in Japanese. */
export class DatabaseStartError extends Error {
  override name = 'DatabaseStartError';

  constructor(
    message: string,
    readonly remedy: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

const instead = '自分の PostgreSQL（15以降）を使うこともできます（DATABASE_URL）。';

/** The same, for the embedded PostgreSQL. */
export const embeddedFailure = (cause: string, remedy: string, error?: unknown): DatabaseStartError =>
  new DatabaseStartError(cause, `${remedy}${instead}`, error);

export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

export const messageOf = (error: unknown): string => (error instanceof Error && error.message ? error.message : String(error));
