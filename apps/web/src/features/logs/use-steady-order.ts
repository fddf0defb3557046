import { useEffect, useState } from 'react';
import type { DrawnRow } from './row-window';

/** Between two flings of a finger the list does not stand. */
const STANDS_AFTER_MS = 600;

/**
 * Rows in the order in which their elements stand in the page. While the list moves no element does, because moving one costs as much as making it;
 * once it stands they are put into the order of the rows, for whoever has them read out.
 */
export const useSteadyOrder = (inOrder: readonly DrawnRow[], isMoving: boolean): readonly DrawnRow[] => {
  const [slots, setSlots] = useState<readonly number[]>([]);
  const placeOf = ({ slot }: DrawnRow) => {
    const place = slots.indexOf(slot);
    return place < 0 ? slots.length + slot : place;
  };
  const rows = inOrder.toSorted((one, other) => placeOf(one) - placeOf(other));
  const isInOrder = rows.every(({ slot }, place) => slot === inOrder[place]?.slot);
  useEffect(() => {
    if (isMoving || isInOrder) return undefined;
    const timer = setTimeout(() => setSlots(inOrder.map(({ slot }) => slot)), STANDS_AFTER_MS);
    return () => clearTimeout(timer);
  });
  return rows;
};
