import type { SavedView as WireView } from '@llamune/contracts';
import type { SavedView } from '@llamune/db';

export const viewToWire = ({ id, name, search, createdAt }: SavedView): WireView => ({ id, name, search, created_at: createdAt.toISOString() });
