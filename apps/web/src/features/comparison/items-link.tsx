import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ItemSearch } from './item-search';

interface ItemsLinkProps {
  comparisonId: number;
  search: ItemSearch;
  label?: string;
  children: ReactNode;
}

/** From a number to its questions, further down on the same page. */
export const ItemsLink = ({ comparisonId, search, label, children }: ItemsLinkProps) => (
  <Link
    to="/retest/compare/$comparisonId"
    params={{ comparisonId }}
    search={search}
    hash="questions"
    {...(label && { 'aria-label': label })}
    className="rounded-sm underline decoration-line-strong underline-offset-4 hover:text-brand-ink max-md:inline-block max-md:py-1.5"
  >
    {children}
  </Link>
);
