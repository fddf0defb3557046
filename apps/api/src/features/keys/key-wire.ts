import type { ApiKey as WireKey, CreatedApiKey } from '@llamune/contracts';
import type { ApiKey } from '@llamune/db';

export const keyToWire = (key: ApiKey): WireKey => ({
  id: key.id,
  user_id: key.userId,
  username: key.user.username,
  name: key.name,
  prefix: key.prefix,
  created_at: key.createdAt.toISOString(),
  last_used_at: key.lastUsedAt?.toISOString() ?? null,
  revoked_at: key.revokedAt?.toISOString() ?? null,
});

export const createdKeyToWire = ({ key, apiKey }: { key: ApiKey; apiKey: string }): CreatedApiKey => ({ ...keyToWire(key), api_key: apiKey });
