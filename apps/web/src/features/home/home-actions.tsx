import { Link } from '@tanstack/react-router';
import { CheckCheck, MessageSquarePlus, Timer } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { Button } from '../../components/ui/button';
import { useTranslation } from '../../lib/i18n';
import { useNextWork } from './use-next-work';

const big = 'h-11 min-w-0 px-3 sm:px-5';

/** What people come for. */
export function HomeActions(waiting: ComponentProps<typeof Review>) {
  const { t } = useTranslation();
  return (
    <div className="grid grid-cols-2 items-center gap-2.5 sm:flex sm:flex-wrap">
      <Review {...waiting} />
      <AskButton pocId={waiting.pocId}>{t('home.ask')}</AskButton>
    </div>
  );
}

function Review(waiting: Parameters<typeof useNextWork>[0]) {
  const { t } = useTranslation();
  const work = useNextWork(waiting);
  if (!work)
    return (
      <p className="col-span-2 mr-2 flex items-center gap-2 text-sm text-ink-soft">
        <CheckCheck aria-hidden className="size-4 text-brand" />
        {t('home.nothingToJudge')}
      </p>
    );
  return (
    <>
      <Button asChild variant="primary" className={`${big} max-sm:col-span-2`}>
        <Link to="/review" search={work.search}>
          {work.label}
        </Link>
      </Button>
      <Button asChild className={big}>
        <Link to="/review" search={{ ...work.search, minutes: 15 }}>
          <Timer aria-hidden />
          {t('home.quarter')}
        </Link>
      </Button>
    </>
  );
}

export const AskButton = ({ pocId, isFirst = false, children }: { pocId: number; isFirst?: boolean; children: ReactNode }) => (
  <Button asChild variant={isFirst ? 'primary' : 'secondary'} className={big}>
    <Link to="/sessions/new" search={{ poc: pocId }}>
      <MessageSquarePlus aria-hidden />
      {children}
    </Link>
  </Button>
);
