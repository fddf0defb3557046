import { createFileRoute, notFound } from '@tanstack/react-router';
import { loadTexts } from '../../../lib/i18n';

/** Refused looks like absent, here as on the server. */
export const Route = createFileRoute('/_app/admin')({
  staticData: { texts: ['admin'] },
  beforeLoad: async ({ context }) => {
    if (context.me.role !== 'admin') throw notFound();
    await loadTexts('admin');
  },
});
