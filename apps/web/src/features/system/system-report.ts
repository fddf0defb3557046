import type { EngineStatus, SystemStatus } from '@llamune/contracts';

const gigabytes = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(1)} GB`;

/**
 * What whoever helps will ask for first, as plain text: versions and figures in the words of the programs, whatever the reader's language.
 * No paths, addresses or names: it is pasted into mails.
 */
export const systemReport = (system: SystemStatus, engine: EngineStatus, at: Date): string => {
  const { memory, database, disks, inference } = system;
  const lines: [string, string][] = [
    ['time', at.toISOString()],
    ['llamune_poc', system.version],
    ['node', system.node_version],
    ['platform', `${system.platform}, ${system.cpus} CPUs`],
    ['node-llama-cpp', inference.node_llama_cpp],
    ['llama.cpp', inference.llama_cpp ?? 'unknown'],
    ['postgresql', `${database.version} (${database.is_embedded ? 'embedded' : 'external'})`],
    ['migration', database.last_migration],
    ['started', system.started_at],
    ['memory', `${gigabytes(memory.available_bytes)} available of ${gigabytes(memory.total_bytes)}, server ${gigabytes(memory.server_bytes)}`],
    ['load', system.load_average === null ? 'unknown' : system.load_average.toFixed(2)],
    ['database', `${gigabytes(database.bytes)}, ${database.connections} of ${database.max_connections} connections, ${database.round_trip_ms.toFixed(1)} ms, ${database.users} users, ${database.sessions} sessions, ${database.logs} logs`],
    ['disk data', diskLine(disks.data)],
    ['disk models', diskLine(disks.models)],
    ['models in memory', engine.models.map(({ state, resident_bytes }) => (resident_bytes === null ? state : `${state} ${gigabytes(resident_bytes)}`)).join(', ') || 'none'],
    ['queue', `${engine.running} running, ${engine.queued} waiting, ${engine.restarts} restarts, ${engine.totals.answers} answers`],
    ['speed', `${engine.recent.tokens_per_second.toFixed(1)} tokens/s, first token ${engine.recent.time_to_first_token_ms ? `${Math.round(engine.recent.time_to_first_token_ms.p50)} ms` : 'unknown'}`],
  ];
  return lines.map(([name, value]) => `${name}: ${value}`).join('\n');
};

const diskLine = ({ used_bytes, free_bytes, total_bytes }: SystemStatus['disks']['data']) => `${gigabytes(free_bytes)} free of ${gigabytes(total_bytes)}, folder ${used_bytes === null ? 'not counted' : gigabytes(used_bytes)}`;
