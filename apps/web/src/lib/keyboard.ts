interface KeyPress {
  key: string;
  keyCode: number;
  isComposing: boolean;
}

/** Whether an input method has the key. Safari ends a composition before its last keydown, which only 229 then gives away. */
export const isComposing = (event: KeyPress) => event.isComposing || event.keyCode === 229;

/** 1, 2 or 3 as typed, half or full width. */
export const digitOf = ({ key }: Pick<KeyPress, 'key'>): 1 | 2 | 3 | null => {
  const typed = key.normalize('NFKC');
  return ([1, 2, 3] as const).find((digit) => String(digit) === typed) ?? null;
};

/** Whether what lies over the page has the focus: the keys of the page are not meant. */
export const isInOverlay = (target: EventTarget | null) => target instanceof HTMLElement && target.closest('[role=menu], [role=dialog], [role=alertdialog]') !== null;

/** Whether what has the focus takes text, so that single keys belong to it. */
export const takesText = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.closest('input:not([type=radio]):not([type=checkbox]), textarea, select') !== null || isInOverlay(target));

/** Whether a key moves something in what has the focus: the choice among radio buttons, or what is wider than its place. */
export const movesInside = (target: EventTarget | null, key: string) => key.startsWith('Arrow') && target instanceof HTMLElement && target.matches('input[type=radio], [data-scrolls]');
