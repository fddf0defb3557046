import type { Outcome } from '@llamune/contracts';

/** The colours and the sign of an outcome: the sign says it without the colour. */
export const outcomeLook: Record<Outcome, { sign: string; text: string; soft: string; fill: string }> = {
  fixed: { sign: '↑', text: 'text-good', soft: 'bg-good-soft', fill: 'fill-good' },
  broken: { sign: '↓', text: 'text-bad', soft: 'bg-bad-soft', fill: 'fill-bad' },
  same_good: { sign: '○', text: 'text-ink-soft', soft: 'bg-sunken', fill: 'fill-good' },
  same_bad: { sign: '×', text: 'text-ink-soft', soft: 'bg-sunken', fill: 'fill-line-strong' },
  unseen: { sign: '…', text: 'text-ink-faint', soft: 'border border-dashed border-line-strong', fill: 'fill-line' },
};
