import type { SystemStatus as WireStatus } from '@llamune/contracts';
import type { DiskUse } from './disk-use.js';
import type { SystemStatus } from './system-status.js';

export const systemStatusToWire = ({ version, startedAt, memory, loadAverage, cpus, database, disks, inference }: SystemStatus): WireStatus => ({
  version,
  node_version: process.versions.node,
  platform: `${process.platform}-${process.arch}`,
  started_at: startedAt.toISOString(),
  memory: { total_bytes: memory.totalBytes, available_bytes: memory.availableBytes, server_bytes: memory.serverBytes },
  load_average: loadAverage,
  cpus,
  database: {
    version: database.version,
    is_embedded: database.isEmbedded,
    bytes: database.bytes,
    connections: database.connections,
    max_connections: database.maxConnections,
    round_trip_ms: database.roundTripMs,
    users: database.users,
    sessions: database.sessions,
    logs: database.logs,
    last_migration: database.lastMigration,
  },
  disks: { data: diskToWire(disks.data), models: diskToWire(disks.models) },
  inference: { node_llama_cpp: inference.nodeLlamaCpp, llama_cpp: inference.llamaCpp },
});

const diskToWire = ({ path, usedBytes, freeBytes, totalBytes }: DiskUse) => ({ path, used_bytes: usedBytes, free_bytes: freeBytes, total_bytes: totalBytes });
