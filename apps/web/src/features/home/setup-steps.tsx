import type { Poc } from '@llamune/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/ui/button';
import { Panel } from '../../components/ui/page';
import { trpc } from '../../lib/api';
import { cn } from '../../lib/cn';
import { useTranslation } from '../../lib/i18n';
import { storage } from '../../lib/storage';

const ways = { Poc: '/admin/pocs', Model: '/admin/models', People: '/admin/users' } as const;
type Step = keyof typeof ways;

/** What an admin prepares before people work with their own questions: gone when all is done, or when it is not wanted. */
export function SetupSteps({ userId, pocs }: { userId: number; pocs: readonly Poc[] }) {
  const { t } = useTranslation();
  const hiddenName = `home.setup-hidden.${userId}`;
  const [isHidden, setIsHidden] = useState(() => storage.get(hiddenName) !== null);
  const done = useDone(pocs, !isHidden);
  if (isHidden || !done || Object.values(done).every(Boolean)) return null;
  const hide = () => {
    storage.set(hiddenName, 'yes');
    setIsHidden(true);
  };
  return (
    <Panel
      title={t('home.setup')}
      actions={
        <Button variant="ghost" size="sm" onClick={hide}>
          {t('home.setupHide')}
        </Button>
      }
    >
      <p className="-mt-2 mb-3 text-sm text-ink-soft">{t('home.setupLead')}</p>
      <ol aria-label={t('home.setup')} className="grid gap-2.5 lg:grid-cols-3">
        {(Object.keys(ways) as Step[]).map((step, index) => (
          <SetupStep key={step} step={step} number={index + 1} isDone={done[step]} />
        ))}
      </ol>
    </Panel>
  );
}

function SetupStep({ step, number, isDone }: { step: Step; number: number; isDone: boolean }) {
  const { t } = useTranslation();
  return (
    <li className={cn('relative flex items-start gap-3 rounded-lg border p-3', isDone ? 'bg-sunken/60' : 'hover:border-line-strong has-focus-visible:outline-2 has-focus-visible:outline-brand')}>
      <span aria-hidden className={cn('grid size-6.5 shrink-0 place-items-center rounded-full text-xs font-semibold', isDone ? 'bg-brand text-on-brand' : 'border border-brand text-brand-ink')}>
        {isDone ? <Check className="size-4" /> : number}
      </span>
      <div className="min-w-0 flex-1 text-sm">
        {isDone ? (
          <p className="font-medium text-ink-soft">
            {t(`home.setup${step}`)}
            <span className="ml-2 text-xs font-normal">{t('home.setupDone')}</span>
          </p>
        ) : (
          <Link to={ways[step]} className="font-medium after:absolute after:inset-0 after:rounded-lg">
            {t(`home.setup${step}`)}
          </Link>
        )}
        {!isDone && <p className="mt-0.5 text-ink-soft">{t(`home.setup${step}Hint`)}</p>}
      </div>
      {!isDone && <ChevronRight aria-hidden className="mt-1 size-4 shrink-0 text-ink-faint" />}
    </li>
  );
}

/** Null while it is not known. The sample PoC, the demo model and the admin alone do not count. */
const useDone = (pocs: readonly Poc[], enabled: boolean): Record<Step, boolean> | null => {
  const { data: models } = useQuery({ ...trpc.models.list.queryOptions({}), enabled });
  const { data: people } = useQuery({ ...trpc.users.list.queryOptions({ limit: 2 }), enabled });
  return models && people ? { Poc: pocs.length > 1, Model: models.some((model) => !model.is_demo), People: people.length > 1 } : null;
};
