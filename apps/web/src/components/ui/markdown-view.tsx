import { memo } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkGfm from 'remark-gfm';

// cjk-friendly: by the letter of CommonMark `**売掛金（資産）**は` is not bold, and models write that all the time.
const plugins = [remarkGfm, remarkCjkFriendly];
const isWeb = (href: string | undefined) => /^https?:\/\//i.test(href ?? '');

const components: Components = {
  a: ({ href, children }) =>
    isWeb(href) ? (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>
    ) : (
      <span>{children}</span>
    ),
  // An image would be a request that nobody asked for: its words and its address are shown instead.
  img: ({ alt, src }) => (
    <span className="text-ink-faint">
      [{alt || 'image'}: {typeof src === 'string' ? src : ''}]
    </span>
  ),
  table: ({ children }) => (
    <div className="overflow-x-auto">
      <table>{children}</table>
    </div>
  ),
};

/** Markdown without raw HTML: react-markdown shows tags as text. */
const MarkdownView = memo(({ text }: { text: string }) => (
  <div className="prose">
    <ReactMarkdown remarkPlugins={plugins} components={components}>
      {text}
    </ReactMarkdown>
  </div>
));
export default MarkdownView;
