import type { Log } from '@llamune/contracts';

type Patch = Partial<Log>;
/** What one tab tells the others of the same browser. `user` keeps apart those who sign in one after the other. */
type Message = { user: number; log_id: number } & ({ kind: 'edited'; changes: Patch; dropped: string[] } | { kind: 'saved'; patch: Patch });
export type LogNews = { logId: number } & ({ kind: 'edited'; changes: Patch; dropped: string[] } | { kind: 'saved'; patch: Patch });

const NAME = 'llamune.logs';
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(NAME);

const isMessage = (data: unknown): data is Message => typeof data === 'object' && data !== null && 'kind' in data && 'log_id' in data && 'user' in data;

/**
 * Tabs of one person show the same: what is typed in one appears in the others, so that none of them saves over it.
 * Without BroadcastChannel the server's check (`seen_updated_at`) alone remains.
 */
export const logChannel = {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has one origin
  tell: (user: number, { logId, ...news }: LogNews) => channel?.postMessage({ user, log_id: logId, ...news } satisfies Message),
  listen(user: () => number, hear: (news: LogNews) => void) {
    channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (!isMessage(data) || data.user !== user()) return;
      const { user: _user, log_id: logId, ...news } = data;
      hear({ logId, ...news });
    });
  },
};
