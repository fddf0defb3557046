import { useCallback } from 'react';

/** How near to the end counts as reading the end. */
const NEAR_PX = 120;

/** A ref for content that grows: the end of the page stays in sight, as long as the reader has not scrolled away from it. */
export const useFollowEnd = () =>
  useCallback((content: HTMLElement | null) => {
    if (!content) return undefined;
    const page = document.documentElement;
    let follows = true;
    const onScroll = () => {
      follows = window.innerHeight + window.scrollY >= page.scrollHeight - NEAR_PX;
    };
    const observer = new ResizeObserver(() => {
      if (follows) window.scrollTo({ top: page.scrollHeight });
    });
    observer.observe(content);
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      window.removeEventListener('scroll', onScroll);
    };
  }, []);
