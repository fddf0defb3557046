import type { DataSource } from 'typeorm';

export interface DatabaseStatus {
  version: string;
  bytes: number;
  /** Of all programs, to all databases of that PostgreSQL. */
  connections: number;
  maxConnections: number;
  roundTripMs: number;
  users: number;
  sessions: number;
  logs: number;
  lastMigration: string;
}

export const databaseStatus = async (db: DataSource): Promise<DatabaseStatus> => {
  const roundTripMs = await roundTrip(db);
  const [row] = await db.query<[Omit<DatabaseStatus, 'roundTripMs' | 'bytes'> & { bytes: string }]>(
    `SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS bytes,
            (SELECT sum(numbackends)::int FROM pg_stat_database) AS connections, current_setting('max_connections')::int AS "maxConnections",
            (SELECT count(*)::int FROM users) AS users, (SELECT count(*)::int FROM sessions) AS sessions, (SELECT count(*)::int FROM conversation_logs) AS logs,
            (SELECT name FROM migrations ORDER BY timestamp DESC LIMIT 1) AS "lastMigration"`,
  );
  return { ...row, bytes: Number(row.bytes), roundTripMs };
};

/** Of the smallest query, on a connection that is open already. */
const roundTrip = async (db: DataSource): Promise<number> => {
  const runner = db.createQueryRunner();
  try {
    await runner.connect();
    const from = performance.now();
    await runner.query('SELECT 1');
    return performance.now() - from;
  } finally {
    await runner.release();
  }
};
