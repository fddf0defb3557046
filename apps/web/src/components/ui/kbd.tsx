import { keyName } from '../../lib/shortcuts';

/** A key, drawn as one. Hidden from screen readers: whoever shows it says it in words or by `aria-keyshortcuts` too. */
export const Kbd = ({ of }: { of: string }) => (
  <kbd aria-hidden className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-line-strong bg-surface px-1 font-sans text-[11px] leading-none text-ink-soft">
    {keyName(of)}
  </kbd>
);
