import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react';
import { BrandMark } from '../../components/brand-mark';
import { NewKey } from '../../components/new-key';
import { Button } from '../../components/ui/button';
import { Notice } from '../../components/ui/notice';
import { apiKey } from '../../lib/api-key';
import { trpc } from '../../lib/api';
import { useTranslation } from '../../lib/i18n';
import { usePageTitle } from '../../lib/use-page-title';
import { KeyForm } from './key-form';
import { SettingsLine } from './settings-line';
import { useSignIn } from './use-sign-in';

// Most servers are closed to newcomers, and the form is a tenth of the page.
const RegisterForm = lazy(async () => ({ default: (await import('./register-form')).RegisterForm }));

export function SignInPage({ onSignedIn }: { onSignedIn: () => void }) {
  const { t } = useTranslation();
  usePageTitle(t('signIn.title'));
  const health = useQuery(trpc.health.check.queryOptions({}));
  const [newKey, setNewKey] = useState<string>();
  const { signIn, checking, refusal } = useSignIn(onSignedIn);
  useOfferedKey(signIn, onSignedIn);

  return (
    <main className="mx-auto flex min-h-[calc(100dvh-var(--top))] w-full max-w-[460px] flex-col justify-center px-5 py-10">
      <div className="mb-7 flex items-center gap-3">
        <BrandMark className="size-10 shrink-0" />
        <div>
          <h1 className="text-lg leading-tight">{t('app.name')}</h1>
          <p className="text-sm text-ink-soft">{t('app.tagline')}</p>
        </div>
      </div>
      {newKey ? (
        <section className="flex flex-col gap-5 rounded-lg border bg-surface p-6">
          <h2 className="text-base">{t('key.newTitle')}</h2>
          <NewKey apiKey={newKey} />
          <Button variant="primary" onClick={() => void signIn(newKey)} disabled={checking} className="max-md:h-10">
            {t('signIn.continue')}
          </Button>
        </section>
      ) : (
        <>
          {apiKey.leftBecause() === 'refused' && !refusal && (
            <Notice tone="warning" className="mb-4">
              {t('signIn.expired')}
            </Notice>
          )}
          <KeyForm onSubmit={signIn} checking={checking} refusal={refusal} />
          {health.data?.registration === 'open' && (
            <Suspense>
              <RegisterForm onRegistered={setNewKey} />
            </Suspense>
          )}
          {health.data?.registration === 'closed' && <p className="mt-5 text-sm text-ink-faint">{t('signIn.registrationClosed')}</p>}
        </>
      )}
      <SettingsLine />
    </main>
  );
}

/** A key that comes with a link is tried at once, also when the link is opened on this very page; without one, whoever is signed in already goes on. */
const useOfferedKey = (signIn: (key: string) => Promise<void>, onSignedIn: () => void) => {
  const takeOffered = useEffectEvent(() => {
    const offered = apiKey.takeOffered();
    if (offered) void signIn(offered);
    return offered !== undefined;
  });
  const goOn = useEffectEvent(onSignedIn);
  useEffect(() => {
    if (!takeOffered() && apiKey.get()) goOn();
    return apiKey.onOffer(() => void takeOffered());
  }, []);
};
