import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { toast } from '../../components/ui/toaster';
import { trpc } from '../../lib/api';
import { useTranslation } from '../../lib/i18n';
import { pocOfTour, type Done, type StepName } from './steps';
import { TourCard } from './tour-card';
import { TourChip } from './tour-chip';
import { doneQuery } from './tour-queries';
import { keepTour, type ReadStep, type TourRecord } from './tour-record';
import { useProgress } from './use-progress';

/** Once around the circle, with what one has really done ticked: a card that may be folded away or ended at any moment, and never takes the focus. */
export function Tour({ userId, record }: { userId: number; record: TourRecord | null }) {
  const { t } = useTranslation();
  const { data: own } = useQuery(doneQuery(userId));
  const { data: pocs } = useQuery(trpc.pocs.list.queryOptions({}));
  const [chosen, setChosen] = useState<StepName>();
  useEffect(() => {
    // Who has done it all before, in another browser perhaps, needs no tour unless it is asked for.
    if (!record && own) keepTour(userId, { state: own.ask && own.judge && own.correct ? 'over' : 'open', read: [] });
  }, [record, own, userId]);
  const done: Done | undefined = record && own ? { ...own, train: record.read.includes('train'), retest: record.read.includes('retest') } : undefined;
  const next = useProgress(done);
  if (!record || !done || !pocs) return null;

  const { state, read } = record;
  const keep = (change: Partial<TourRecord>) => keepTour(userId, { ...record, ...change });
  const go = (step: StepName) => {
    setChosen(undefined);
    // Out of the way of what it talks about.
    keep({ state: 'folded', read: isRead(step) && !read.includes(step) ? [...read, step] : read });
  };
  const end = () => {
    keep({ state: 'over' });
    if (next) toast(t('tour.closed'));
  };
  const isOpen = state === 'open';
  return (
    <>
      <TourChip isOpen={isOpen} done={done} next={next} onToggle={() => keep({ state: isOpen ? 'folded' : 'open' })} />
      {isOpen && <TourCard done={done} shown={chosen ?? next} poc={pocOfTour(pocs)} onChoose={setChosen} onGo={go} onFold={() => keep({ state: 'folded' })} onEnd={end} />}
    </>
  );
}

const isRead = (step: StepName): step is ReadStep => step === 'train' || step === 'retest';
