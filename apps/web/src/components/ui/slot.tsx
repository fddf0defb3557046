import { Children, cloneElement, type ReactElement, type ReactNode } from 'react';

type Props = Record<string, unknown>;

const both = (outer: unknown, inner: unknown) =>
  typeof outer === 'function' && typeof inner === 'function'
    ? (...values: unknown[]) => {
        inner(...values);
        outer(...values);
      }
    : (inner ?? outer);

/** Looks and behaves as its parent says, and is the element that it is given: a link that looks like a button. */
export function Slot({ children, ...outer }: { children?: ReactNode } & Props) {
  const child = Children.only(children) as ReactElement<Props>;
  const merged: Props = { ...outer, ...child.props };
  for (const name of Object.keys(outer)) if (/^on[A-Z]/.test(name)) merged[name] = both(outer[name], child.props[name]);
  merged['className'] = [outer['className'], child.props['className']].filter(Boolean).join(' ') || undefined;
  return cloneElement(child, merged);
}
