import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { HEAD_PX } from './log-table-head';
import { drawnRows, rowWindow } from './row-window';
import { useSteadyOrder } from './use-steady-order';

const WIDE_PX = 56;
const CARD_PX = 124;
/** Browsers cut off what is taller than about 17 million pixels. */
const MOST_PX = 15_000_000;
/** For the bars that lie over the end of the list. */
const END_PX = 72;

const rowHeight = (isWide: boolean) => (isWide ? WIDE_PX : CARD_PX);
export const mostRows = (isWide: boolean) => Math.floor(MOST_PX / rowHeight(isWide));

interface VirtualRows {
  count: number;
  isWide: boolean;
  /** The row to begin at, and how far the list was scrolled when it was left; null: at the top. */
  start: { index: number; scrollTop: number | null } | null;
}

/** Which rows are drawn, and which of them has the focus: that one is always among them, however far away. */
export const useVirtualRows = ({ count, isWide, start }: VirtualRows) => {
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(Math.min(start?.index ?? 0, count - 1));
  const wantsFocus = useRef(start !== null);
  const height = rowHeight(isWide);
  const head = isWide ? HEAD_PX : 0;
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    scrollMargin: head,
    scrollPaddingStart: head,
    scrollPaddingEnd: END_PX,
    paddingEnd: END_PX,
    initialOffset: start?.scrollTop ?? 0,
  });

  useLayoutEffect(() => virtualizer.measure(), [virtualizer, height]);
  useEffect(() => {
    if (start) virtualizer.scrollToIndex(start.index, { align: start.scrollTop === null ? 'center' : 'auto' });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only where the list begins
  }, []);
  /** Whether the row was there to take the focus. */
  const focus = (index: number) => {
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
    row?.focus({ preventScroll: true });
    return row != null;
  };
  useLayoutEffect(() => {
    if (wantsFocus.current) wantsFocus.current = !focus(active);
  });
  const go = (index: number) => {
    wantsFocus.current = index !== active || !focus(index);
    setActive(index);
    virtualizer.scrollToIndex(index);
    // The browser tells of it only with the next frame. Told at once, the rows of the new place are drawn together with the step of the focus:
    // a held key would have everything drawn twice.
    if (scroller.current && scroller.current.scrollTop !== virtualizer.scrollOffset) scroller.current.dispatchEvent(new Event('scroll'));
  };

  const { startIndex, endIndex } = virtualizer.range ?? { startIndex: 0, endIndex: 0 };
  const screenPx = virtualizer.scrollRect?.height ?? 0;
  const inOrder = virtualizer.range ? drawnRows(rowWindow({ first: startIndex, screen: Math.ceil(screenPx / height), count }), Math.min(active, count - 1)) : [];
  const rows = useSteadyOrder(inOrder, virtualizer.isScrolling);
  const screenful = Math.max(1, Math.floor((screenPx - head) / height) - 1);
  return { scroller, rows, isMoving: virtualizer.isScrolling, totalPx: virtualizer.getTotalSize(), widthPx: virtualizer.scrollRect?.width ?? 0, height, active, go, first: startIndex, last: endIndex, screenful };
};
