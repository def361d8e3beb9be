import { permissionPagePath } from '../background/permission-tab.ts';
import type { Clock } from '../engine/ports/clock.ts';

/** A window needs this long to load on a slow machine. */
const openTimeoutMs = 5_000;
/** A page that is loaded anew, or gave way to another one, is there again by then. */
const returnTimeoutMs = 2_000;
const lookEveryMs = 100;

export interface OwnViewsDeps {
  /** All pages of this extension, or only its action popup. */
  readonly getViews: (filter?: { type: 'popup' }) => readonly Window[];
  /** The page that asks, which nobody sees. */
  readonly page: Window;
  readonly openWindow: () => Promise<void>;
  readonly clock: Clock;
}

/** The pages of this extension that people see, through which Firefox opens devices. */
export interface OwnViews {
  /** Those through which a device may be opened, the best first; while there is none one is awaited, and opened if it may be. */
  forCapture(mayOpen: boolean): Promise<readonly Window[]>;
  /** One to ask about devices. */
  any(): Navigator | undefined;
  /** The one that was clicked a moment ago, if it outlives the click. */
  clicked(): Window | undefined;
  /** When that page goes, which is none of these from then on. */
  onGone(view: Window, act: () => void): void;
  /** Brings one before everything else, in which a click leads further. */
  show(): Promise<void>;
}

export function createOwnViews({ getViews, page, openWindow, clock }: OwnViewsDeps): OwnViews {
  /** By their documents: a page that is loaded anew is another one in the same window. */
  const gone = new WeakSet<Document>();

  const all = (): Window[] =>
    getViews().filter(
      (view) => view !== page && view.document.visibilityState === 'visible' && !gone.has(view.document),
    );

  /** The action popup closes at the next click elsewhere, the page that asks for devices once they are allowed, and what they opened with them. */
  function lasting(): Window[] {
    const popups = getViews({ type: 'popup' });
    return all()
      .filter((view) => !popups.includes(view) && !view.location.pathname.endsWith(permissionPagePath))
      .sort((one, other) => Number(other.document.hasFocus()) - Number(one.document.hasFocus()));
  }

  async function awaitOne(timeoutMs: number): Promise<void> {
    const untilMs = clock.nowMs() + timeoutMs;
    while (!lasting().some(({ document }) => document.readyState === 'complete') && clock.nowMs() < untilMs) {
      await new Promise<void>((resolve) => void clock.after(lookEveryMs, resolve));
    }
  }

  return {
    async forCapture(mayOpen) {
      if (lasting().length > 0) return lasting();
      if (mayOpen) await openWindow();
      await awaitOne(mayOpen ? openTimeoutMs : returnTimeoutMs);
      return lasting();
    },
    any: () => all()[0]?.navigator,
    clicked: () => lasting().find(({ navigator }) => navigator.userActivation.isActive),
    onGone(view, act) {
      view.addEventListener('pagehide', () => {
        gone.add(view.document);
        act();
      });
    },
    show: openWindow,
  };
}
