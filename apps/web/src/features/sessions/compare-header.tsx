import type { Session } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { CircleStop } from 'lucide-react';
import { useCallback, useState } from 'react';
import { ModelName } from '../../components/model-name';
import { Badge } from '../../components/ui/badge';
import { Button } from '../../components/ui/button';
import { Notice } from '../../components/ui/notice';
import { useTranslation } from '../../lib/i18n';
import { useLate } from '../../lib/use-late';

const load = () => import('./end-session');

/** What is compared, with the way to each of the two sessions, and what they do not have in common. */
export function CompareHeader({ left, right }: { left: Session; right: Session }) {
  const { t } = useTranslation();
  const [isEnding, setIsEnding] = useState(false);
  const stay = useCallback(() => setIsEnding(false), []);
  const late = useLate(load, isEnding, stay);
  const sessions = [left, right];
  const differs = left.poc_id !== right.poc_id || (left.system_prompt ?? '') !== (right.system_prompt ?? '') || left.multi_turn !== right.multi_turn || JSON.stringify(left.sampling) !== JSON.stringify(right.sampling);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <h1 className="text-xl">{t('compare.title')}</h1>
          <p className="text-sm text-ink-soft">
            {left.poc_name} · {t(left.multi_turn ? 'sessions.mode.multi' : 'sessions.mode.single')}
          </p>
        </div>
        {sessions.some(({ ended_at }) => ended_at === null) && (
          <Button onClick={() => setIsEnding(true)} className="max-md:h-10">
            <CircleStop aria-hidden />
            {t('compare.end')}
          </Button>
        )}
      </div>
      <ul className="grid gap-x-3 gap-y-1 lg:grid-cols-2">
        {sessions.map((session, index) => (
          <li key={session.id} className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm">
            <span className="grid size-6.5 shrink-0 place-items-center rounded-sm bg-brand-soft font-semibold text-brand-ink">{index === 0 ? 'A' : 'B'}</span>
            <ModelName name={session.model_name} version={session.model_version} isDemo={session.model_is_demo} className="font-medium" />
            {session.ended_at && <Badge>{t('sessions.ended')}</Badge>}
            <Link to="/sessions/$sessionId" params={{ sessionId: session.session_id }} className="rounded-sm text-xs text-ink-faint hover:text-brand-ink hover:underline">
              {t('sessions.id', { id: session.session_id })}
            </Link>
            <span className="text-xs text-ink-faint">{t('sessions.unevaluated', { count: session.unevaluated_count })}</span>
          </li>
        ))}
      </ul>
      {differs && <Notice tone="warning">{t('compare.differs')}</Notice>}
      {late && <late.EndSession sessions={sessions} open={isEnding} onOpenChange={setIsEnding} />}
    </div>
  );
}
