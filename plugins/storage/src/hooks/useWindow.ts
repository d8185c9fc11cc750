import { useCallback, useRef, useState, type UIEvent } from 'react';

/** Of one row, in pixels; the styles have the same. */
export const ROW_HEIGHT = 48;
/** Rows that are drawn though they are a little out of sight. */
const MARGIN = 10;
const TALLEST = 720;

/**
 * Which rows of a long list are in sight. Ten thousand rows in a page are slow to
 * draw and slow to scroll; thirty are not.
 */
export function useWindow(count: number) {
  const [top, setTop] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const height = Math.min(TALLEST, count * ROW_HEIGHT);
  const first = Math.max(0, Math.floor(top / ROW_HEIGHT) - MARGIN);
  const last = Math.min(count, Math.ceil((top + height) / ROW_HEIGHT) + MARGIN);
  const onScroll = useCallback(
    (event: UIEvent<HTMLDivElement>) => setTop(event.currentTarget.scrollTop),
    [],
  );
  /** Brings a row into sight, so that it is drawn and can have the focus. */
  const show = useCallback(
    (index: number) => {
      const place = index * ROW_HEIGHT;
      const box = scroller.current;
      if (!box) return;
      if (place < box.scrollTop) box.scrollTop = place;
      const below = place + ROW_HEIGHT - height;
      if (below > box.scrollTop) box.scrollTop = below;
      setTop(box.scrollTop);
    },
    [height],
  );
  return { first, last, height, scroller, onScroll, show };
}
