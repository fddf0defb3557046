import { useLate } from '../../lib/use-late';

const load = () => import('./keys-dialog');

/** Nothing until it is opened; what cannot be fetched does not open. */
export function KeysSlot({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const late = useLate(load, isOpen, onClose);
  return late ? <late.KeysDialog open={isOpen} onOpenChange={onClose} /> : null;
}
