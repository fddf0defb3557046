import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from '../../lib/i18n';
import { useShortcuts } from '../../lib/shortcuts';
import { work } from './navigation';

/** As long as the second key of two may take. */
const PATIENCE_MS = 1500;

interface Opens {
  onOpenPalette: () => void;
  onOpenKeys: () => void;
}

/** The keys of every page: the palette, the list of keys, and G with the letter of a destination. */
export const useShellKeys = ({ onOpenPalette, onOpenKeys }: Opens) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [isGoing, setIsGoing] = useState(false);
  useShortcuts([
    { keys: ['mod+k'], label: t('nav.search'), inText: true, everywhere: true, run: onOpenPalette },
    { keys: ['?'], label: t('nav.keys'), everywhere: true, run: onOpenKeys },
    { keys: ['g'], everywhere: true, run: () => setIsGoing(true) },
  ]);
  // After G the letters are these, whatever the page does with them otherwise.
  useShortcuts(
    work.map(({ to, letter }) => ({
      keys: letter ? [letter] : [],
      run: () => {
        setIsGoing(false);
        void navigate({ to });
      },
    })),
    isGoing,
  );
  useEffect(() => {
    if (!isGoing) return undefined;
    const timer = setTimeout(() => setIsGoing(false), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isGoing]);
};
