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

/** Whether what has the focus takes text, so that single keys belong to it. */
export const takesText = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.closest('input:not([type=radio]):not([type=checkbox]), textarea, select, [role=menu], [role=dialog], [role=alertdialog]') !== null);
