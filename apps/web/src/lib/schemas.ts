import type * as Contracts from '@llamune/contracts';

export type Schemas = typeof Contracts;

/** The contract's schemas, fetched when a form is sent: with zod they would be a fifth of what every page loads first. Import their types only. */
export const schemas = (): Promise<Schemas> => import('./contract-schemas');
