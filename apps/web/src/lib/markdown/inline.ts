export type Inline =
  | string
  | { type: 'strong' | 'em' | 'del'; children: Inline[] }
  | { type: 'code'; text: string }
  | { type: 'link'; href: string; children: Inline[] }
  | { type: 'image'; src: string; alt: string }
  | { type: 'break' };

/** What a reader would read, without any marks. */
export const plainText = (inlines: readonly Inline[]): string =>
  inlines
    .map((inline) => {
      if (typeof inline === 'string') return inline;
      if (inline.type === 'break') return '\n';
      if (inline.type === 'code') return inline.text;
      return inline.type === 'image' ? inline.alt : plainText(inline.children);
    })
    .join('');
