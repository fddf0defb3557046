import { createFileRoute, Outlet } from '@tanstack/react-router';
import { loadTexts } from '../../../lib/i18n';

export const Route = createFileRoute('/_app/pocs')({ beforeLoad: () => loadTexts('home'), component: Outlet });
