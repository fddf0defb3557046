import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { HEAD_PX } from './log-table-head';

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
  const [active, setActive] = useState(start?.index ?? 0);
  const wantsFocus = useRef(start !== null);
  const height = rowHeight(isWide);
  const head = isWide ? HEAD_PX : 0;
  const overscan = isWide ? 4 : 3;
  const withActive = useCallback(
    (range: Range) => {
      const drawn = defaultRangeExtractor(range);
      return drawn.includes(active) || active >= range.count ? drawn : [...drawn, active].toSorted((one, other) => one - other);
    },
    [active],
  );
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan,
    scrollMargin: head,
    scrollPaddingStart: head,
    scrollPaddingEnd: END_PX,
    paddingEnd: END_PX,
    initialOffset: start?.scrollTop ?? 0,
    rangeExtractor: withActive,
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
  };
  // The elements of rows that leave are taken for those that come: making new ones would drop frames. In the order of their names while the
  // list moves, because moving elements costs as much as making them; in the order of the rows as soon as it stands, for whoever has them read out.
  const elements = Math.ceil((virtualizer.scrollRect?.height ?? 0) / height) + 2 * overscan + 2;
  const named = virtualizer.getVirtualItems().map((item) => ({ ...item, name: item.index === active ? -1 - active : item.index % elements }));
  const rows = virtualizer.isScrolling ? named.toSorted((one, other) => one.name - other.name) : named;
  const { startIndex, endIndex } = virtualizer.range ?? { startIndex: 0, endIndex: 0 };
  const screenful = Math.max(1, Math.floor(((virtualizer.scrollRect?.height ?? 0) - head) / height) - 1);
  return { scroller, rows, totalPx: virtualizer.getTotalSize(), height, head, active, go, first: startIndex, last: endIndex, screenful };
};
