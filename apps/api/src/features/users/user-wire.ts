import type { CreatedUser, User as WireUser } from '@llamune/contracts';
import type { User } from '@llamune/db';
import type { UserWithUse } from './find-users.js';

export const userToWire = (user: UserWithUse): WireUser => ({
  id: user.id,
  username: user.username,
  role: user.role,
  disabled: user.disabledAt !== null,
  created_at: user.createdAt.toISOString(),
  last_used_at: user.lastUsedAt?.toISOString() ?? null,
});

export const createdUserToWire = ({ user, apiKey }: { user: User; apiKey: string }): CreatedUser => ({
  id: user.id,
  username: user.username,
  api_key: apiKey,
  created_at: user.createdAt.toISOString(),
  role: user.role,
});
