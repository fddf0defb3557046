import { createFileRoute, notFound, Outlet } from '@tanstack/react-router';

/** Refused looks like absent, here as on the server. */
export const Route = createFileRoute('/_app/admin')({
  beforeLoad: ({ context }) => {
    if (context.me.role !== 'admin') throw notFound();
  },
  component: Outlet,
});
