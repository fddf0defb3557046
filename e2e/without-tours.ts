import type { Page } from '@playwright/test';

/** The tour of new users has its own journey, and lies over the corner where pages have their last button: here it is over for everybody, from the next page on. */
export const withoutTours = (page: Page) =>
  page.addInitScript(() => Array.from({ length: 99 }, (_, id) => localStorage.setItem(`llamune.tour.${id}`, '{"state":"over","read":[]}')));
