import { loadTexts, type LazyPart } from './i18n';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    texts?: readonly LazyPart[];
  }
}

/** For a route whose pages say these, besides what every page says: they are there before it is drawn, and known before it is reached (see `fetchPage`). */
export const says = (...texts: LazyPart[]) => ({ staticData: { texts }, beforeLoad: () => loadTexts(...texts) });
