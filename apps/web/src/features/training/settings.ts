import type { ProblemKind, SnapshotState, Split } from '@llamune/contracts';
import type { Tone } from '../../components/ui/badge';

/** What of a snapshot is decided on the page; the rest is as the server has it by default. */
export interface SnapshotSettings {
  poc_id: number;
  evaluation?: number | undefined;
  priority?: number | undefined;
  since?: string | undefined;
  until?: string | undefined;
  include_trained: boolean;
  include_negatives: boolean;
  valid_percent: number;
  test_percent: number;
  excluded_log_ids: number[];
  accepted_log_ids: number[];
}

export const initialSettings = (pocId: number): SnapshotSettings => ({ poc_id: pocId, include_trained: false, include_negatives: false, valid_percent: 10, test_percent: 0, excluded_log_ids: [], accepted_log_ids: [] });

/** In the order in which they are worth mending: first what a person can put right at once. */
export const problemKinds = ['no_correction', 'conflict', 'personal_data', 'too_long', 'cut_off', 'held_out', 'duplicate', 'changed'] as const satisfies ProblemKind[];
export const splits = ['train', 'valid', 'test'] as const satisfies Split[];
export const shares = [0, 5, 10, 15, 20, 30] as const;

export const stateTones: Record<SnapshotState, Tone> = { claimed: 'fair', expired: 'bad', released: 'plain', trained: 'good' };
