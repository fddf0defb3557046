import type { PocOverview } from '@llamune/contracts';

export const stationNames = ['asked', 'evaluated', 'corrected', 'trained', 'verified'] as const;
type StationName = (typeof stationNames)[number];

export interface Station {
  name: StationName;
  /** Logs that have been here. */
  count: number;
  /** Logs that have been here or could be, and those of them that wait. */
  of: number;
  waiting: number;
}

const station = (name: StationName, count: number, waiting: number): Station => ({ name, count, waiting, of: count + waiting });

/** How far the logs of a PoC have come around. Trained on are the good ones and those with a correct answer, and no other. */
export const stationsOf = ({ total, good, fair, bad, unevaluated, needs_correction, corrected, trained, verified }: PocOverview['counts']): Station[] => [
  station('asked', total, 0),
  station('evaluated', good + fair + bad, unevaluated),
  station('corrected', corrected, needs_correction),
  station('trained', trained, Math.max(0, good + corrected - trained)),
  station('verified', verified, Math.max(0, trained - verified)),
];

/** Where most of them wait; the earlier one of two. */
export const stuckAt = (stations: readonly Station[]): Station | undefined => {
  const most = Math.max(...stations.map(({ waiting }) => waiting));
  return most > 0 ? stations.find(({ waiting }) => waiting === most) : undefined;
};
