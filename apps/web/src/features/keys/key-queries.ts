import type { ApiKey } from '@llamune/contracts';
import { apiKey } from '../../lib/api-key';
import { trpc } from '../../lib/api';

export const keysQuery = (userId: number | undefined) => trpc.keys.list.queryOptions({ user_id: userId });

/** A prefix tells keys apart; revoking the browser's own one signs it out. */
export const isKeyOfThisBrowser = ({ prefix, revoked_at }: ApiKey) => !revoked_at && (apiKey.get()?.startsWith(prefix) ?? false);
