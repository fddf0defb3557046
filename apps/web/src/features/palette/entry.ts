import type { LucideIcon } from 'lucide-react';

export interface Entry {
  /** One of a kind in the whole list. */
  id: string;
  icon: LucideIcon;
  label: string;
  /** Beside it, smaller. */
  note?: string | undefined;
  /** By what else it may be looked for. */
  words?: string;
  isDisabled?: boolean;
  run: () => void;
}
export interface Group {
  title: string;
  entries: readonly Entry[];
}
