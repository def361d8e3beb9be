const controls = 'button, a[href], input, select, textarea, meter, [role="grid"], canvas';
const headings = 'h1, h2';
/** What holds words, and is to hold all of them. */
const wordHolders = 'button, h1, h2, p, dt, dd, label';
/** Edges lie between pixels. */
const tolerancePx = 1;

/** Names what does not fit into this page: what scrolls sideways, words beyond what holds them, and controls and headings that are not there as a whole. */
export function findCutOff(): readonly string[] {
  const seen = [...document.querySelectorAll('*')].filter(isSeen);
  return seen.flatMap((element) => {
    const faults = [
      ...(element.matches(`${controls}, ${headings}`) ? faultsOfPlace(element) : []),
      ...faultsOfContent(element),
    ];
    return faults.map((fault) => `${fault}: ${describe(element)}`);
  });
}

function isSeen(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true }) && element.closest('.visually-hidden') === null;
}

function faultsOfPlace(element: Element): readonly string[] {
  const { left, right, width, height } = element.getBoundingClientRect();
  if (width === 0 || height === 0) return ['has no room'];
  const room = roomOf(element);
  return left < room.left - tolerancePx || right > room.right + tolerancePx ? ['is cut off'] : [];
}

/** The part of the page in which it can be seen, if one scrolls up and down. */
function roomOf(element: Element): { readonly left: number; readonly right: number } {
  const room = { left: 0, right: document.documentElement.clientWidth };
  for (let around = element.parentElement; around !== null; around = around.parentElement) {
    if (getComputedStyle(around).overflowX === 'visible') continue;
    const { left, right } = around.getBoundingClientRect();
    room.left = Math.max(room.left, left);
    room.right = Math.min(room.right, right);
  }
  return room;
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
  return `${element.tagName.toLowerCase()}.${element.className} “${words}”`;
}
