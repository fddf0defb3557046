import { ExternalLink } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from '../../lib/i18n';
import { plainText, type Inline } from '../../lib/markdown/inline';
import { inlinesOf } from '../../lib/markdown/inlines';
import { VisibleText } from './visible-text';

/** The marks of one text. */
export const Inlines = ({ text }: { text: string }) => draw(inlinesOf(text));

const draw = (inlines: readonly Inline[]): ReactNode => inlines.map((inline, index) => <Fragment key={index}>{drawOne(inline)}</Fragment>);

const drawOne = (inline: Inline): ReactNode => {
  if (typeof inline === 'string') return <VisibleText text={inline} />;
  switch (inline.type) {
    case 'strong':
      return <strong>{draw(inline.children)}</strong>;
    case 'em':
      return <em>{draw(inline.children)}</em>;
    case 'del':
      return <del>{draw(inline.children)}</del>;
    case 'code':
      return (
        <code>
          <VisibleText text={inline.text} />
        </code>
      );
    case 'break':
      return <br />;
    case 'image':
      return <ImageText {...inline} />;
    case 'link':
      return <Outside href={inline.href}>{inline.children}</Outside>;
  }
};

/** An image would be a request that nobody asked for: its words and its address are shown instead. */
function ImageText({ alt, src }: { alt: string; src: string }) {
  const { t } = useTranslation();
  return (
    <span className="text-ink-faint">
      [<VisibleText text={`${alt || t('common.image')}: ${src}`} />]
    </span>
  );
}

/** The address as the browser understands it; undefined: a page of this application, a program, or nonsense. */
const outside = (href: string) => {
  if (!/^(https?:\/\/|mailto:)/i.test(href)) return undefined;
  try {
    return new URL(href);
  } catch {
    return undefined;
  }
};

/** A link says where it goes: its words are a machine's. */
function Outside({ href, children }: { href: string; children: readonly Inline[] }) {
  const address = outside(href);
  if (!address) return <span>{draw(children)}</span>;
  // As it is encoded: what is not would be unreadable for `decodeURI`, or could turn the direction of the line.
  const place = address.protocol === 'mailto:' ? address.pathname : address.host;
  return (
    <a href={address.href} target="_blank" rel="noopener noreferrer nofollow" title={address.href}>
      {draw(children)}
      {!plainText(children).includes(place) && <span className="text-ink-faint"> ({place})</span>}
      <ExternalLink aria-hidden className="ml-0.5 inline size-[0.8em] align-baseline" />
    </a>
  );
}
