import { lazy, Suspense } from 'react';

// The renderer is a quarter of the application: it comes when the first answer does, and until then the text is plain.
const MarkdownView = lazy(() => import('./markdown-view'));

export const Markdown = ({ text }: { text: string }) => (
  <Suspense fallback={<div className="prose whitespace-pre-wrap">{text}</div>}>
    <MarkdownView text={text} />
  </Suspense>
);
