/** PostgreSQL's text holds no NUL and no half of a character, and a model may say either. A half at the very end may yet become whole. */
export const storable = (text: string) => text.replace(/[\uD800-\uDBFF]$/, '').replaceAll('\u0000', '\uFFFD').toWellFormed();

/** The same for an object of plain values that becomes jsonb. */
export const storableValues = (values: Record<string, unknown>) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? storable(value) : value]));
