import { useCallback, useEffect, useRef, useState } from 'react';

/** How near to the end counts as reading the end. */
const NEAR_PX = 120;
const toEnd = () => window.scrollTo({ top: document.documentElement.scrollHeight });
const isNearEnd = () => window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - NEAR_PX;

const touches = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;
/** Tells of the first thing that a person does on the page. Answers how to stop listening. */
const onFirstTouch = (touched: () => void) => {
  const abort = new AbortController();
  const first = () => {
    touched();
    abort.abort();
  };
  for (const name of touches) window.addEventListener(name, first, { capture: true, passive: true, signal: abort.signal });
  return () => abort.abort();
};

/** What comes when an answer has ended, its judgement above all, still belongs to it. */
const AFTERWARDS_MS = 1000;
const useIsGrowing = (isRunning: boolean) => {
  const isGrowing = useRef(isRunning);
  useEffect(() => {
    if (isRunning) isGrowing.current = true;
    const timer = isRunning ? undefined : setTimeout(() => (isGrowing.current = false), AFTERWARDS_MS);
    return () => clearTimeout(timer);
  }, [isRunning]);
  return isGrowing;
};

/**
 * A ref for content that grows while an answer `isRunning`: the end of the page stays in sight, as long as the reader has not
 * scrolled away from it. A new `asked` question brings the reader back to the end, and so does `toEnd`.
 */
export const useFollowEnd = (asked: number | undefined, isRunning: boolean) => {
  const follows = useRef(true);
  const isGrowing = useIsGrowing(isRunning);
  const [isAway, setIsAway] = useState(false);
  const back = useCallback(() => {
    follows.current = true;
    setIsAway(false);
    toEnd();
  }, []);
  useEffect(() => {
    if (asked === undefined) return;
    follows.current = true;
    toEnd();
  }, [asked]);
  const content = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    // To ask where the page stands would lay it out now, and once more when everything is in it; whoever put it there tells by an event.
    let scrolledTo = 0;
    // Until then it is the router that scrolls: to the start of a page that is read from its end.
    let isTouched = false;
    const stopWaiting = onFirstTouch(() => (isTouched = true));
    const onScroll = () => {
      const isUpwards = window.scrollY < scrolledTo;
      scrolledTo = window.scrollY;
      // What grows below the reader is not a reader who went away.
      follows.current = (follows.current && !(isUpwards && isTouched)) || isNearEnd();
      setIsAway(!follows.current);
      if (!isTouched && !isNearEnd()) toEnd();
    };
    // What a reader unfolds must not move away under the pointer.
    const observer = new ResizeObserver(() => follows.current && (isGrowing.current || !isTouched) && toEnd());
    observer.observe(element);
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      stopWaiting();
      observer.disconnect();
      window.removeEventListener('scroll', onScroll);
    };
  }, [isGrowing]);
  return { content, isAway, toEnd: back };
};
