import { createFileRoute, notFound } from '@tanstack/react-router';

/** Refused looks like absent, here as on the server. */
export const Route = createFileRoute('/_app/admin')({
  staticData: { texts: ['admin'] },
  beforeLoad: ({ context }) => {
    if (context.me.role !== 'admin') throw notFound();
  },
});
