import { lazy, Suspense, type ComponentType } from 'react';

const PlainView = ({ text }: { text: string }) => <div className="prose whitespace-pre-wrap">{text}</div>;

// The renderer is a quarter of the application: it comes when the first answer does. Until then the text is plain, and it
// stays so when the file is gone because the server was updated meanwhile.
const MarkdownView = lazy<ComponentType<{ text: string }>>(() => import('./markdown-view').catch(() => ({ default: PlainView })));

export const Markdown = ({ text }: { text: string }) => (
  <Suspense fallback={<PlainView text={text} />}>
    <MarkdownView text={text} />
  </Suspense>
);
