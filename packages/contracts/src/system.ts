import { z } from 'zod';
import { query } from './endpoint.js';
import { timestamp } from './fields.js';

const disk = z.object({ path: z.string(), used_bytes: z.int().nullable().describe('By the folder, without the models folder inside it; null: it holds too much to be counted quickly'), free_bytes: z.int(), total_bytes: z.int().describe('Of its file system') });

/** The machine and what runs on it, beside the inference (engine.status). */
export const SystemStatus = z
  .object({
    version: z.string(),
    node_version: z.string(),
    platform: z.string().describe('As linux-x64'),
    started_at: timestamp,
    memory: z.object({ total_bytes: z.int(), available_bytes: z.int(), server_bytes: z.int().describe('Resident, of the server process') }),
    load_average: z.number().nullable().describe('Of the last minute; null on Windows'),
    cpus: z.int(),
    database: z.object({
      version: z.string(),
      is_embedded: z.boolean(),
      bytes: z.int(),
      connections: z.int(),
      max_connections: z.int(),
      round_trip_ms: z.number(),
      users: z.int(),
      sessions: z.int(),
      logs: z.int(),
      last_migration: z.string(),
    }),
    disks: z.object({ data: disk, models: disk }),
    inference: z.object({ node_llama_cpp: z.string(), llama_cpp: z.string().nullable().describe('Its release, as b8461 or v0.5.0; null where unknown') }),
  })
  .meta({ id: 'SystemStatus' });
export type SystemStatus = z.infer<typeof SystemStatus>;

export const system = {
  status: query({ access: 'admin', rest: ['GET', '/system'], summary: 'システムの状態（版、データベース、ディスク、メモリ）', input: z.object({}), output: SystemStatus }),
};
