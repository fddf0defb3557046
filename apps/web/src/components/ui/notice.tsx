import { CircleAlert, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../../lib/cn';

const tones = { info: 'bg-brand-soft/60 text-ink', warning: 'bg-fair-soft text-fair', error: 'bg-bad-soft text-bad' } as const;

interface NoticeProps {
  tone?: keyof typeof tones;
  children: ReactNode;
  action?: ReactNode;
  className?: string;
}

/** A sentence that must not be overlooked. Errors are read out at once. */
export function Notice({ tone = 'info', children, action, className }: NoticeProps) {
  const Icon = tone === 'info' ? Info : CircleAlert;
  return (
    <div role={tone === 'error' ? 'alert' : undefined} className={cn('flex flex-wrap items-start gap-x-4 gap-y-2 rounded-md px-3 py-2.5 text-sm', tones[tone], className)}>
      <div className="flex min-w-0 flex-1 basis-56 items-start gap-2">
        <Icon aria-hidden className={cn('mt-[3px] size-4 shrink-0', tone === 'info' && 'text-brand')} />
        <div className="min-w-0">{children}</div>
      </div>
      {action}
    </div>
  );
}
