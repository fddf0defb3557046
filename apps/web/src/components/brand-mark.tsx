/** A ramune bottle's neck with its marble. */
export const BrandMark = ({ className }: { className?: string }) => (
  <svg viewBox="0 0 32 32" aria-hidden className={className}>
    <rect width="32" height="32" rx="8" fill="var(--brand)" />
    <path d="M12 4.5v5.2c0 1.6-.8 2.5-1.9 3.7C8.8 14.8 8 16.5 8 18.8c0 5.1 3.5 8.7 8 8.7s8-3.6 8-8.7c0-2.3-.8-4-2.1-5.4-1.1-1.2-1.9-2.1-1.9-3.7V4.5" fill="none" stroke="var(--brand-soft)" strokeWidth="2.2" strokeLinecap="round" />
    <circle cx="16" cy="19" r="4.2" fill="var(--on-brand)" />
  </svg>
);
