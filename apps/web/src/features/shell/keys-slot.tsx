import { loadTexts } from '../../lib/i18n';
import { useLate } from '../../lib/use-late';

const load = async () => (await Promise.all([import('./keys-dialog'), loadTexts('palette')]))[0];

/** Nothing until it is opened; what cannot be fetched does not open. */
export function KeysSlot({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const late = useLate(load, isOpen, onClose);
  return late ? <late.KeysDialog open={isOpen} onOpenChange={onClose} /> : null;
}
