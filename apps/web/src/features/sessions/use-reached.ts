import { useCallback, useEffectEvent } from 'react';

/** How far before its end a list asks for more. */
const AHEAD = '400px';

/** A ref for what stands at the end of a list: `onReached` is called when it comes near to being seen. */
export const useReached = (onReached: () => void) => {
  const reached = useEffectEvent(onReached);
  return useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && reached(), { rootMargin: AHEAD });
    observer.observe(element);
    return () => observer.disconnect();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- an effect event is never a dependency
  }, []);
};
