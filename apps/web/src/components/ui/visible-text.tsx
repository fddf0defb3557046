import { Fragment } from 'react';

// Marks that turn the direction of what follows, spaces without width, letters of no shape (in which a machine may hide instructions), and controls.
const unseen = /((?![\n\t])\p{Cc}|[\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}])/u;
const nameOf = (character: string) => `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

/** A text that nobody here wrote. What cannot be seen in it is shown by its number, and does nothing. */
export function VisibleText({ text }: { text: string }) {
  if (!unseen.test(text)) return text;
  return text.split(unseen).map((piece, index) => (
    <Fragment key={index}>{index % 2 === 0 ? piece : <span className="unseen">{nameOf(piece)}</span>}</Fragment>
  ));
}
