import { useEffect, useRef, useState, type ReactNode } from 'react';

/** What is too wide moves inside itself, not the page. While it can be moved it can be reached by keyboard too. */
export function SideScroller({ as: Element, children }: { as: 'div' | 'pre'; children: ReactNode }) {
  const ref = useRef<HTMLDivElement & HTMLPreElement>(null);
  const [isWide, setIsWide] = useState(false);
  useEffect(() => {
    const element = ref.current!;
    const observer = new ResizeObserver(() => setIsWide(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, []);
  return (
    <Element ref={ref} {...(isWide && { tabIndex: 0, 'data-scrolls': '' })} className="overflow-x-auto">
      {children}
    </Element>
  );
}
