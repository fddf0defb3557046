import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { errorOf } from '@llamune/contracts';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isMissingFile } from '../lib/app-version';
import { connection, useIsConnectionLost } from '../lib/connection';
import { errorDetail, errorSentence } from '../lib/error-sentence';
import { useTranslation } from '../lib/i18n';
import { Button } from './ui/button';
import { EmptyState } from './ui/empty-state';
import { Page } from './ui/page';
import { SkeletonRows } from './ui/skeleton';

export function PagePending() {
  const { t } = useTranslation();
  return (
    <div className="mx-auto w-full max-w-[1180px] px-4 py-8 sm:px-8">
      <SkeletonRows label={t('app.loading')} />
    </div>
  );
}

export function PageNotFound() {
  const { t } = useTranslation();
  return (
    <Page title={t('app.notFoundTitle')} narrow>
      <EmptyState
        action={
          <Button asChild variant="primary">
            <Link to="/pocs">{t('app.toHome')}</Link>
          </Button>
        }
      >
        {t('app.notFoundBody')}
      </EmptyState>
    </Page>
  );
}

export function PageError({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const isLost = useIsConnectionLost();
  const { reset } = useQueryErrorResetBoundary();
  useEffect(reset, [reset]);
  useEffect(() => connection.onRecovered(() => void router.invalidate()), [router]);
  if (errorOf(error)?.status === 404) return <PageNotFound />;
  if (isMissingFile(error) && !isLost) return <PageReplaced />;
  const detail = errorDetail(error);
  return (
    <Page title={t('app.errorTitle')} narrow>
      <EmptyState
        action={
          <Button variant="primary" onClick={() => void router.invalidate()}>
            {t('app.retry')}
          </Button>
        }
      >
        {isMissingFile(error) ? t('error.offline') : errorSentence(error)}
        {detail && <span className="mt-2 block text-xs">{t('common.serverSays', { detail })}</span>}
      </EmptyState>
    </Page>
  );
}

/** The server has been updated meanwhile, and what this page is made of is gone from it. */
function PageReplaced() {
  const { t } = useTranslation();
  return (
    <Page title={t('update.available')} narrow>
      <EmptyState
        action={
          <Button variant="primary" onClick={() => window.location.reload()}>
            {t('update.reload')}
          </Button>
        }
      >
        {t('update.missing')}
      </EmptyState>
    </Page>
  );
}
