import type { createTailwindMerge } from 'tailwind-merge';

type Config = ReturnType<Parameters<typeof createTailwindMerge>[0]>;

const words = (list: string) => list.split(' ');
const any = () => true;
const isLength = (value: string) => /^\[?\d/.test(value);
/** Whatever follows the name is its value. */
const named = (names: readonly string[]): Config['classGroups'] => Object.fromEntries(names.map((name) => [name, [{ [name]: ['', any] }]]));

const boxes = ['p', 'm', 'scroll-m'];
const namesOf = (box: string) => ['', 'x', 'y', 't', 'r', 'b', 'l'].map((side) => box + side);
/** A shorthand takes back what says one side of it. */
const shorthands = (box: string) => ({ [box]: namesOf(box).slice(1), [`${box}x`]: [`${box}r`, `${box}l`], [`${box}y`]: [`${box}t`, `${box}b`] });
const borders = words('border border-y border-t border-r border-b border-l');

/**
 * Which classes replace each other: tailwind-merge's rules for the classes that we write, a sixth of them all. `cn.test.ts` compares with
 * all of them for every two classes of the sources: a class of a new kind is told there.
 */
export const classGroups = (): Config => ({
  cacheSize: 500,
  theme: {},
  classGroups: {
    ...named(boxes.flatMap(namesOf)),
    ...named(words('inset inset-x top right bottom left z w h size min-w min-h max-w max-h gap gap-x gap-y justify justify-items justify-self items self')),
    ...named(words('basis flex shrink order grid-cols col-start col overflow overflow-x overflow-y rounded rounded-r rounded-b rounded-l rounded-bl shadow bg fill stroke')),
    ...named(words('font leading line-clamp list align whitespace underline-offset opacity transition duration animate translate translate-x translate-y')),
    ...named(words('cursor pointer-events resize decoration')),
    display: words('block inline inline-block inline-flex flex grid table hidden contents'),
    position: words('absolute relative fixed sticky'),
    direction: [{ flex: ['col', 'col-reverse'] }],
    wrap: [{ flex: ['wrap', 'nowrap'] }],
    family: [{ font: ['sans', 'mono'] }],
    'font-size': [{ text: ['xs', 'sm', 'base', 'lg', 'xl', 'read', isLength] }],
    'text-align': [{ text: ['left', 'center', 'right'] }],
    'text-wrap': [{ text: ['balance', 'pretty'] }],
    'text-overflow': ['truncate', { text: ['ellipsis'] }],
    'text-color': [{ text: [any] }],
    break: [{ break: ['all', 'words'] }],
    ...Object.fromEntries(borders.map((border) => [border, [{ [border]: ['', '0', '2', '3', '4'] }]])),
    'border-collapse': [{ border: ['collapse', 'separate'] }],
    'border-spacing': [{ 'border-spacing': [any] }],
    'border-style': [{ border: ['dashed', 'none'] }],
    'border-color': [{ border: [any] }],
    'decoration-width': [{ decoration: ['1'] }],
    'outline-width': [{ outline: ['', '2'] }],
  },
  conflictingClassGroups: {
    ...Object.assign({}, ...boxes.map(shorthands)),
    inset: words('inset-x top right bottom left'),
    'inset-x': ['right', 'left'],
    size: ['w', 'h'],
    gap: ['gap-x', 'gap-y'],
    flex: ['basis', 'shrink'],
    overflow: ['overflow-x', 'overflow-y'],
    translate: ['translate-x', 'translate-y'],
    'font-size': ['leading'],
    'line-clamp': ['display', 'overflow'],
    rounded: words('rounded-r rounded-b rounded-l rounded-bl'),
    'rounded-b': ['rounded-bl'],
    'rounded-l': ['rounded-bl'],
    border: borders.slice(1),
    'border-y': ['border-t', 'border-b'],
  },
  conflictingClassGroupModifiers: {},
  orderSensitiveModifiers: words('* ** after before file marker placeholder selection'),
});
