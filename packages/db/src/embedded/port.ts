import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';

/** The one of the last start if it is free, else a free one that no outgoing connection is likely to take while PostgreSQL restarts. */
export async function choosePort(remembered: string): Promise<number> {
  const last = Number(await readFile(remembered, 'utf8').catch(() => ''));
  const below = Array.from({ length: 20 }, () => randomInt(20_000, 30_000));
  for (const port of last >= 1024 && last <= 65_535 ? [last, ...below] : below) {
    if (await listenable(port)) return port;
  }
  return (await listenable(0)) ?? 0;
}

async function listenable(port: number): Promise<number | null> {
  const server = createServer();
  return await new Promise((resolve) => {
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const found = (server.address() as AddressInfo).port;
      server.close(() => resolve(found));
    });
  });
}
