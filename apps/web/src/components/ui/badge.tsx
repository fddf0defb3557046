import type { ReactNode } from 'react';
import { cn } from '../../lib/cn';

const tones = {
  plain: 'border-line bg-sunken text-ink-soft',
  brand: 'border-transparent bg-brand-soft text-brand-ink',
  good: 'border-transparent bg-good-soft text-good',
  fair: 'border-transparent bg-fair-soft text-fair',
  bad: 'border-transparent bg-bad-soft text-bad',
} as const;
export type Tone = keyof typeof tones;

export const Badge = ({ tone = 'plain', className, children }: { tone?: Tone; className?: string; children: ReactNode }) => (
  <span className={cn('inline-flex items-center gap-1 rounded-sm border px-1.5 py-px text-xs leading-5 font-medium whitespace-nowrap', tones[tone], className)}>{children}</span>
);
