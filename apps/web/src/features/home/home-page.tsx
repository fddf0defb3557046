import type { Poc, PocOverview, User } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { ArrowLeftRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/ui/button';
import { Notice } from '../../components/ui/notice';
import { Page } from '../../components/ui/page';
import { formatTime } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { SetupSteps } from './setup-steps';

interface HomePageProps {
  me: User;
  pocs: readonly Poc[];
  overview: { data: PocOverview; isError: boolean; dataUpdatedAt: number };
  children: ReactNode;
}

/** The frame of a PoC's home: whose it is, the way to the others, and what an admin has still to prepare. */
export function HomePage({ me, pocs, overview: { data, isError, dataUpdatedAt }, children }: HomePageProps) {
  const { t } = useTranslation();
  const others = pocs.length > 1 && (
    <Button asChild variant="ghost" size="sm" className="-mr-2.5 max-sm:h-10 max-sm:-ml-2.5">
      <Link to="/pocs" search={{ all: true }}>
        <ArrowLeftRight aria-hidden />
        {t('home.others')}
      </Link>
    </Button>
  );
  return (
    <Page title={data.poc.name} lead={data.poc.domain} actions={others}>
      <div className="flex flex-col gap-5">
        {isError && <Notice tone="warning">{t('home.stale', { time: formatTime(new Date(dataUpdatedAt)) })}</Notice>}
        {children}
        {me.role === 'admin' && <SetupSteps userId={me.id} pocs={pocs} />}
      </div>
    </Page>
  );
}
