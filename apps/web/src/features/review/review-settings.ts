import { useState } from 'react';
import { storage } from '../../lib/storage';

const NAME = 'review.go-on-after-good';

/** Whether 良い goes on by itself: yes, until somebody does not want it. */
export const useGoesOnAfterGood = () => {
  const [goesOn, setGoesOn] = useState(() => storage.get(NAME) !== 'no');
  const change = (next: boolean) => {
    setGoesOn(next);
    storage.set(NAME, next ? 'yes' : 'no');
  };
  return [goesOn, change] as const;
};
