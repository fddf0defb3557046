import { createFileRoute, redirect, useRouter } from '@tanstack/react-router';
import { z } from 'zod';
import { SignInPage } from '../features/auth/sign-in-page';
import { apiKey } from '../lib/api-key';

const KEY_IN_LINK = /^key=(.+)$/;

export const Route = createFileRoute('/sign-in')({
  validateSearch: z.object({ redirect: z.string().startsWith('/').optional().catch(undefined) }),
  beforeLoad: ({ location, search, cause }) => {
    const [, offered] = KEY_IN_LINK.exec(location.hash) ?? [];
    if (offered) {
      // Out of the address bar and the history before anything is drawn or asked.
      if (cause !== 'preload') apiKey.offer(decoded(offered));
      throw redirect({ to: '/sign-in', search, replace: true });
    }
  },
  component: SignIn,
});

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
