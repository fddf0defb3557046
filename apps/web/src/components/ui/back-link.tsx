import { Link, type LinkProps } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';

export const BackLink = ({ to, children }: { to: LinkProps['to']; children: ReactNode }) => (
  <Link to={to} className="mb-2 inline-flex items-center gap-1 rounded-sm text-sm text-ink-faint hover:text-brand-ink">
    <ArrowLeft aria-hidden className="size-4" />
    {children}
  </Link>
);
