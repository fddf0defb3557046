/** More than a line of a list shows. */
const LOOKED_AT = 400;

/** The start of a Markdown text for one line of a list: its words, without the marks that a reader would see as noise. */
export const plainStart = (markdown: string): string =>
  markdown
    .slice(0, LOOKED_AT)
    // Headings, list items, quotations, fences, and the rules under the heads of tables.
    .replaceAll(/^[ \t]*(?:#{1,6}[ \t]+|[-*+][ \t]+|>[ \t]?|(?:```|~~~).*$|\|?[ \t]*:?-{3,}[-:| \t]*$)/gm, '')
    .replaceAll(/^[ \t]*\|[ \t]*|[ \t]*\|[ \t]*$/gm, '')
    .replaceAll(/\*\*(?=\S)([^*\n]+)(?<=\S)\*\*/g, '$1')
    .replaceAll(/`([^`\n]+)`/g, '$1')
    .replaceAll(/\n\s*\n/g, '\n')
    .trim();
