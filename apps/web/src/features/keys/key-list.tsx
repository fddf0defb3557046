import type { ApiKey } from '@llamune/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Ago } from '../../components/ui/ago';
import { Badge } from '../../components/ui/badge';
import { Button } from '../../components/ui/button';
import { formatDate } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { KeyDialogs, type KeyAction } from './key-dialogs';
import { isKeyOfThisBrowser, keysQuery } from './key-queries';

/** The keys of one user: one's own, or for an admin anybody's (`userId`). */
export function KeyList({ userId, linkFor }: { userId?: number; linkFor?: string }) {
  const { t } = useTranslation();
  const { data: keys } = useSuspenseQuery(keysQuery(userId));
  const [action, setAction] = useState<KeyAction>();
  const [showsRevoked, setShowsRevoked] = useState(false);
  const shown = keys.filter((key) => showsRevoked || !key.revoked_at);
  return (
    <>
      {shown.length === 0 ? (
        <p className="text-sm text-ink-faint">{t('key.empty')}</p>
      ) : (
        <ul aria-label={t('key.title')} className="divide-y border-y">
          {shown.map((key) => (
            <Row key={key.id} apiKey={key} onAction={setAction} />
          ))}
        </ul>
      )}
      <div className="mt-4 flex flex-wrap items-center gap-x-5 gap-y-2">
        <Button className="max-md:h-10" onClick={() => setAction({ kind: 'create' })}>
          {t('key.create')}
        </Button>
        {keys.some((key) => key.revoked_at) && (
          <label className="flex items-center gap-2 text-sm text-ink-soft">
            <input type="checkbox" className="size-4 accent-brand" checked={showsRevoked} onChange={(event) => setShowsRevoked(event.target.checked)} />
            {t('key.showRevoked')}
          </label>
        )}
      </div>
      <KeyDialogs action={action} isLastKey={keys.filter((key) => !key.revoked_at).length === 1} userId={userId} linkFor={linkFor} onClose={() => setAction(undefined)} />
    </>
  );
}

function Row({ apiKey, onAction }: { apiKey: ApiKey; onAction: (action: KeyAction) => void }) {
  const { t } = useTranslation();
  const { name } = apiKey;
  return (
    <li className="flex flex-wrap items-center gap-x-5 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="font-medium">{name}</span>
          <code className="font-mono text-xs text-ink-faint">{apiKey.prefix}…</code>
          {isKeyOfThisBrowser(apiKey) && <Badge tone="brand">{t('key.mine')}</Badge>}
          {apiKey.revoked_at && <Badge tone="bad">{t('key.revoked', { date: formatDate(apiKey.revoked_at) })}</Badge>}
        </p>
        <p className="text-xs text-ink-faint">
          {t('key.createdAt')} {formatDate(apiKey.created_at)} ・ {t('key.lastUsed')} {apiKey.last_used_at ? <Ago at={apiKey.last_used_at} /> : t('key.neverUsed')}
        </p>
      </div>
      {!apiKey.revoked_at && (
        <div className="flex gap-2 max-md:*:h-10">
          <Button size="sm" aria-label={t('key.replaceName', { name })} onClick={() => onAction({ kind: 'replace', apiKey })}>
            {t('key.replace')}
          </Button>
          <Button size="sm" aria-label={t('key.revokeName', { name })} onClick={() => onAction({ kind: 'revoke', apiKey })}>
            {t('key.revoke')}
          </Button>
        </div>
      )}
    </li>
  );
}
