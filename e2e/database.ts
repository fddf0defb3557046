import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { Server } from './server.js';

/** The server's own database, as the printed psql line opens it. */
export const connectTo = async (server: Server) => {
  const { PGHOST: host, PGPORT: port, PGUSER: user, PGPASSFILE: passfile } = server.psqlEnv;
  const password = readFileSync(passfile!, 'utf8').trim().split(':').at(-1);
  const database = new pg.Client({ host, port: Number(port), user, password, database: 'llamune_poc' });
  await database.connect();
  return database;
};
