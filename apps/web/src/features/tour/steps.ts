import type { Poc } from '@llamune/contracts';
import type { LinkProps } from '@tanstack/react-router';

export const stepNames = ['ask', 'judge', 'correct', 'train', 'retest'] as const;
export type StepName = (typeof stepNames)[number];
export type Done = Record<StepName, boolean>;

/** Where the tour takes place: the PoC with questions to begin with. */
export const pocOfTour = (pocs: readonly Poc[]): Poc | undefined => pocs.find((poc) => poc.example_questions.length > 0) ?? pocs[0];

type Place = Pick<LinkProps, 'to' | 'params' | 'search' | 'hash'>;

/** Where each step is done or seen. */
export const placeOf = (step: StepName, poc: Poc | undefined): Place => {
  if (!poc) return { to: '/pocs' };
  const home = { to: '/pocs/$pocId', params: { pocId: poc.id } } as const;
  const places: Record<StepName, Place> = {
    ask: { ...home, hash: 'examples' },
    judge: { to: '/review', search: { poc: poc.id } },
    correct: { to: '/review', search: { poc: poc.id, scope: 'open' } },
    train: { ...home, hash: 'circle' },
    retest: { ...home, hash: 'versions' },
  };
  return places[step];
};
