import { createFileRoute, redirect, useRouter } from '@tanstack/react-router';
import { SignInPage } from '../features/auth/sign-in-page';
import { apiKey } from '../lib/api-key';
import { loadTexts } from '../lib/i18n';
import { textParam } from '../lib/search-params';

const KEY_IN_LINK = /^key=(.+)$/;

export const Route = createFileRoute('/sign-in')({
  validateSearch: ({ redirect: target }: { redirect?: unknown }): { redirect?: string | undefined } => ({ redirect: insideOf(target) }),
  staticData: { texts: ['keys'] },
  beforeLoad: ({ location, search, cause }) => {
    const [, offered] = KEY_IN_LINK.exec(location.hash) ?? [];
    if (offered) {
      // Out of the address bar and the history before anything is drawn or asked.
      if (cause !== 'preload') apiKey.offer(decoded(offered));
      throw redirect({ to: '/sign-in', search, replace: true });
    }
    return loadTexts('keys');
  },
  component: SignIn,
});

/** Only a page of this application: `//elsewhere` would be another host. */
const insideOf = (target: unknown) => {
  const path = textParam(target, 2000);
  return path && /^\/(?![/\\])/.test(path) ? path : undefined;
};

function SignIn() {
  const { redirect: target } = Route.useSearch();
  const router = useRouter();
  return <SignInPage onSignedIn={() => router.history.replace(router.options.basepath + (target ?? '/'))} />;
}

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
