import { createFileRoute, redirect } from '@tanstack/react-router';

/** Where the state of the inference was before it became a part of the system page: kept for links and bookmarks. */
export const Route = createFileRoute('/_app/admin/engine')({
  beforeLoad: () => {
    throw redirect({ to: '/admin/system', replace: true });
  },
});
