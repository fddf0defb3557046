import type { User } from '@llamune/contracts';
import { lazy, Suspense } from 'react';
import { loadTexts } from '../../lib/i18n';
import { useTourRecord } from './tour-record';

const Tour = lazy(async () => {
  const [{ Tour }] = await Promise.all([import('./tour'), loadTexts('tour')]);
  return { default: Tour };
});

/** The tour of a new user, where there is one: nothing of it is loaded for others. Not for the learning program, which has no use for it. */
export function TourSlot({ me }: { me: User }) {
  const record = useTourRecord(me.id);
  if (me.role === 'learner' || record?.state === 'over') return null;
  return (
    <Suspense>
      <Tour key={me.id} userId={me.id} record={record} />
    </Suspense>
  );
}
