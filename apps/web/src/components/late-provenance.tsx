import type { Log } from '@llamune/contracts';
import { useNeeded } from '../lib/use-late';

export const loadProvenance = () => import('./provenance');

interface LateProvenanceProps {
  log: Log;
  inSession?: boolean;
  /** Whether it is unfolded. */
  open: boolean;
  /** Always the same function. */
  onFailure: () => void;
}

/** What made an answer, where it is folded at first: fetched when it is unfolded. Pages with it fetch it too when they are quiet. */
export function LateProvenance({ open, onFailure, ...props }: LateProvenanceProps) {
  const late = useNeeded(loadProvenance, open, onFailure);
  return open && late ? <late.Provenance {...props} /> : null;
}
