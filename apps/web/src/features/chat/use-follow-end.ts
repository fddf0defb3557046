import { useCallback, useEffect, useRef } from 'react';

/** How near to the end counts as reading the end. */
const NEAR_PX = 120;
const toEnd = () => window.scrollTo({ top: document.documentElement.scrollHeight });

/**
 * A ref for content that grows: the end of the page stays in sight, as long as the reader has not scrolled away from it.
 * A new `asked` question brings the reader back to the end.
 */
export const useFollowEnd = (asked: number | undefined) => {
  const follows = useRef(true);
  useEffect(() => {
    if (asked === undefined) return;
    follows.current = true;
    toEnd();
  }, [asked]);
  return useCallback((content: HTMLElement | null) => {
    if (!content) return undefined;
    const onScroll = () => {
      follows.current = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - NEAR_PX;
    };
    const observer = new ResizeObserver(() => {
      if (follows.current) toEnd();
    });
    observer.observe(content);
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      window.removeEventListener('scroll', onScroll);
    };
  }, []);
};
