import { formatAgo, formatDateTime } from '../../lib/format';

/** A moment as people speak of it, and as it is written down. */
export const Ago = ({ at }: { at: string }) => (
  <time dateTime={at}>
    {formatAgo(at)}
    <span className="text-ink-faint"> ({formatDateTime(at)})</span>
  </time>
);
