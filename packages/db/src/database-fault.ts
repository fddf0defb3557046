/** What is wrong with the database itself, rather than with what was asked of it. */
export type DatabaseFault = 'unreachable' | 'disk_full';

const network = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENOENT|ENOTCONN)$/;
// 08: connection lost; 57P01..57P03: ended by the administrator, after a crash, starting or stopping; 53300: too many connections; 3D000: no such database.
const sqlStates = /^(08...|57P0[1-4]|53300|3D000)$/;
// pg and TypeORM give these no code.
const messages = [
  /^Connection terminated/,
  /^Client (has encountered a connection error|was closed)/,
  /^(timeout (exceeded|expired)|Query read timeout)/,
  /^(Driver not Connected|Cannot use a pool after|Cannot execute operation because connection is not yet established)/,
  // The connection of a transaction dropped between two of its statements.
  /^(Query runner already released|Database connection provided by a query runner was already released)/,
];

/**
 * Tells whether an error of pg or TypeORM means that the database cannot be reached at the moment (also: it is starting, stopping, or has
 * no connection left) or that its disk is full. Null for every other error: those are the asker's or ours.
 */
export function databaseFault(error: unknown): DatabaseFault | null {
  for (const each of chain(error)) {
    const code = codeOf(each);
    if (code === '53100' || code === 'ENOSPC') return 'disk_full';
    if (code !== undefined ? isConnectionCode(each, code) : messages.some((message) => message.test(each.message))) return 'unreachable';
  }
  return null;
}

/** The name of the unique constraint or index that refused a row (`users_username_idx`), else null. */
export function uniqueViolation(error: unknown): string | null {
  for (const each of chain(error)) {
    if (codeOf(each) === '23505' && 'constraint' in each && typeof each.constraint === 'string') return each.constraint;
  }
  return null;
}

// A file that is missing is ENOENT too; a socket that is missing says what it was doing.
function isConnectionCode(error: Error, code: string): boolean {
  if (code === 'ENOENT') return 'syscall' in error && error.syscall === 'connect';
  return network.test(code) || sqlStates.test(code);
}

/** The error, what TypeORM has wrapped, what Node has gathered (localhost: one error for ::1, one for 127.0.0.1), and the causes. */
function* chain(error: unknown, depth = 0): Generator<Error> {
  if (!(error instanceof Error) || depth > 5) return;
  yield error;
  if ('driverError' in error) yield* chain(error.driverError, depth + 1);
  if (error instanceof AggregateError) for (const each of error.errors) yield* chain(each, depth + 1);
  yield* chain(error.cause, depth + 1);
}

const codeOf = (error: Error): string | undefined => ('code' in error && typeof error.code === 'string' ? error.code : undefined);
