import type { Rect } from '@tanstack/virtual-core';
import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import { useLayoutEffect, useState } from 'preact/hooks';

export type VirtualList = Virtualizer<HTMLElement, HTMLElement>;

export interface VirtualListOptions {
  readonly count: number;
  readonly findScroller: () => HTMLElement | null;
  /** Must change when rows move to other places, and only then. */
  readonly keyOf: (index: number) => string;
  /** Pixels, until the row has been drawn and measured. */
  readonly estimateHeight: (index: number) => number;
  /** Row at which the list begins; the end when there is none. */
  readonly beginsAt: number | null;
  readonly paddingStart: number;
  readonly paddingEnd: number;
  /** How near to the end still counts as being there. */
  readonly endTolerance: number;
}

/** What is drawn before the list knows its own size, and where there is no layout at all. */
const assumedSize: Rect = { width: 400, height: 600 };
/** Rows drawn beyond each edge, so that a quick turn of the wheel meets no empty space. */
const spareRows = 8;

/** Draws only the rows in sight, begins where it is told to, and keeps what is read in its place when rows come or grow elsewhere. */
export function useVirtualList(options: VirtualListOptions): VirtualList {
  const [, setDrawn] = useState({});
  const settings = {
    count: options.count,
    getScrollElement: options.findScroller,
    getItemKey: options.keyOf,
    estimateSize: options.estimateHeight,
    paddingStart: options.paddingStart,
    paddingEnd: options.paddingEnd,
    scrollEndThreshold: options.endTolerance,
    overscan: spareRows,
    anchorTo: 'end' as const,
    followOnAppend: true,
    initialRect: assumedSize,
    initialOffset: () => lengthByEstimate(options),
    scrollToFn: elementScroll,
    observeElementOffset,
    observeElementRect: (list: VirtualList, report: (rect: Rect) => void) =>
      observeElementRect(list, (rect) => report(rect.height === 0 ? assumedSize : rect)),
    onChange: () => setDrawn({}),
  };
  const [list] = useState(() => createList(settings));
  catchUp(list, options.findScroller());
  list.setOptions(settings);
  useLayoutEffect(() => list._didMount(), []);
  useLayoutEffect(() => list._willUpdate());
  return list;
}

/** The list hears of scrolling a frame late. Rows that are put above the others in that frame would undo it. */
function catchUp(list: VirtualList, scroller: HTMLElement | null): void {
  if (scroller !== null && list.scrollElement === scroller) list.scrollOffset = scroller.scrollTop;
}

function createList(settings: ConstructorParameters<typeof Virtualizer<HTMLElement, HTMLElement>>[0]): VirtualList {
  const list: VirtualList = new Virtualizer(settings);
  // By itself it lets rows above slide while somebody scrolls up, and they change then: a day's name goes to an older row.
  list.shouldAdjustScrollPositionOnItemSizeChange = ({ key, start, end }) => {
    const offset = list.scrollOffset ?? 0;
    return list.itemSizeCache.has(key) ? end <= offset : start < offset;
  };
  return list;
}

function lengthByEstimate({ count, beginsAt, estimateHeight }: VirtualListOptions): number {
  let length = 0;
  for (let index = 0; index < (beginsAt ?? count); index += 1) length += estimateHeight(index);
  return length;
}
