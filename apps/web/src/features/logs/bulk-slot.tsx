import { useLate } from '../../lib/use-late';
import type { BulkBarProps } from './bulk-bar';

const load = () => import('./bulk-bar');
// Without a connection nothing could be done with them either.
const leave = () => undefined;

export function BulkSlot(props: BulkBarProps) {
  const hasSome = props.selecting.rows.size > 0;
  const late = useLate(load, hasSome, leave);
  return hasSome && late ? <late.BulkBar {...props} /> : null;
}
