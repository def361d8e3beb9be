const controls = 'button, a[href], input, select, textarea, meter, [role="grid"], canvas';
/** What holds words, and is to hold all of them. */
const wordHolders = 'button, h1, h2, p, dt, dd, label';
/** What opens above the rest of a view, or floats over what can be scrolled away from under it, is meant to cover it. */
const above = '[role="menu"], [role="dialog"], dialog, .log-to-end';
/** Edges lie between pixels, and corners are round. */
const tolerancePx = 1;
const insidePx = 3;

/** Names what does not fit into this page: what scrolls sideways, words beyond what holds them, and controls and words that are cut off or covered. */
export function findMisfits(): readonly string[] {
  const modal = document.querySelector('dialog:modal');
  const seen = [...(modal ?? document).querySelectorAll('*')].filter(isSeen);
  return seen.flatMap((element) => {
    const faults = [
      ...(element.matches(`${controls}, ${wordHolders}`) ? faultsOfPlace(element) : []),
      ...faultsOfContent(element),
    ];
    return faults.map((fault) => `${fault}: ${describe(element)}`);
  });
}

function isSeen(element: Element): boolean {
  return (
    element.checkVisibility({ visibilityProperty: true }) &&
    element.closest('.visually-hidden') === null &&
    getComputedStyle(element).clipPath === 'none'
  );
}

function faultsOfPlace(element: Element): readonly string[] {
  const { left, right, width, height } = element.getBoundingClientRect();
  if (element.matches(':empty:not(input, textarea, meter, canvas)')) return [];
  if (width === 0 || height === 0) return ['has no room'];
  const room = roomOf(element);
  if (left < room.left - tolerancePx || right > room.right + tolerancePx) return ['is cut off'];
  const covering = coveringOf(element, room);
  return covering === undefined ? [] : [`is covered by ${describe(covering)}`];
}

/** The part of the page in which it can be seen at this moment. */
function roomOf(element: Element): DOMRect {
  let room = new DOMRect(0, 0, document.documentElement.clientWidth, document.documentElement.clientHeight);
  for (let around = element.parentElement; around !== null; around = around.parentElement) {
    if (getComputedStyle(around).overflowX !== 'visible') room = commonPart(room, around.getBoundingClientRect());
  }
  return room;
}

function commonPart(one: DOMRect, other: DOMRect): DOMRect {
  const [left, top] = [Math.max(one.left, other.left), Math.max(one.top, other.top)];
  const [right, bottom] = [Math.min(one.right, other.right), Math.min(one.bottom, other.bottom)];
  return new DOMRect(left, top, right - left, bottom - top);
}

/** What would take the click in the middle of it, or in the middle of one of its sides. */
function coveringOf(element: Element, room: DOMRect): Element | undefined {
  if (getComputedStyle(element).pointerEvents === 'none') return undefined;
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const [middle, height] = [(left + right) / 2, (top + bottom) / 2];
  const points = [
    [middle, height],
    [left + insidePx, height],
    [right - insidePx, height],
    [middle, top + insidePx],
    [middle, bottom - insidePx],
  ] as const;
  const isInRoom = ([x, y]: readonly [number, number]): boolean =>
    x >= room.left && x < room.right && y >= room.top && y < room.bottom;
  const hits = points.filter(isInRoom).map(([x, y]) => document.elementFromPoint(x, y));
  return (
    hits.find((hit) => hit !== null && !hit.contains(element) && !element.contains(hit) && !isAbove(hit, element)) ??
    undefined
  );
}

function isAbove(hit: Element, element: Element): boolean {
  const panel = hit.closest(above);
  return panel !== null && !panel.contains(element);
}

function faultsOfContent(element: Element): readonly string[] {
  const isWider = element.clientWidth > 0 && element.scrollWidth > element.clientWidth + tolerancePx;
  if (!isWider || element.matches('input, textarea')) return [];
  const { overflowX, textOverflow } = getComputedStyle(element);
  switch (overflowX) {
    case 'auto':
    case 'scroll':
      return ['scrolls sideways'];
    case 'visible':
      return element.matches(wordHolders) ? ['overflows'] : [];
    default:
      return textOverflow === 'ellipsis' ? [] : ['cuts off what it holds'];
  }
}

function describe(element: Element): string {
  const words = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? '';
  return `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${words}”`;
}
