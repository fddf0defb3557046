import { createFileRoute, Outlet } from '@tanstack/react-router';
import { loadTexts } from '../../../lib/i18n';

export const Route = createFileRoute('/_app/logs')({ beforeLoad: () => loadTexts('logs'), component: Outlet });
