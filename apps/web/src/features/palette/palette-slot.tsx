import { loadOverlays } from '../../components/ui/overlays';
import { loadTexts } from '../../lib/i18n';
import { useLate } from '../../lib/use-late';
import type { PaletteProps } from './palette';

const load = async () => (await Promise.all([import('./palette'), loadOverlays(), loadTexts('palette')]))[0];

/** Nothing until it is opened; what cannot be fetched does not open. */
export function PaletteSlot({ isOpen, ...props }: PaletteProps & { isOpen: boolean }) {
  const late = useLate(load, isOpen, props.onClose);
  return isOpen && late ? <late.Palette {...props} /> : null;
}
