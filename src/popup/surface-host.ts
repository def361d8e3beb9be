import type { Requester } from '../shared/messaging/channel.ts';
import type { OpenableSurface } from '../shared/messaging/contract.ts';
import type { Port } from '../shared/messaging/port.ts';
import type { Capabilities } from './capabilities.ts';
import type { Frame } from './frame.ts';
import type { MediaView } from './media-view.ts';
import type { View } from './navigation.ts';

/** Whatever a surface lives in, be it an extension or a plain page: all that the app has to do with it. */
export interface SurfaceHost {
  readonly frame: Frame;
  readonly capabilities: Capabilities;
  readonly engine: Requester<'engine'>;
  /** Settles once there should be an engine to reach. */
  ensureEngine(): Promise<void>;
  /** Begins the whole app anew, this surface included: for when there is no engine to ask. */
  restart(): void;
  /** To the engine, which sends a snapshot over it and then changes. */
  openFeed(): Port;
  /** To the engine, which says over it what changes too often for the feed. */
  openFastStream(): Port;
  /** To the engine, which hears over it what a person does too often for requests. */
  openMoves(): Port;
  /** Shows the engine's live pictures here. */
  readonly mediaView: MediaView;
  /** Opens an empty window of this page that floats above all others, in a click; null where the browser has none. */
  readonly requestFloatingDocument: (() => Promise<Window>) | null;
  readonly words: PackagedWords;
  /** Has the page that the person came from show what is pointed at on it, if that page is what they share. */
  offerPage(): void;
  /** Tells which view the page's address asks for, now and whenever it asks for one again. */
  watchAddress(open: (view: View) => void): void;
  openPermissionPage(wanted: { readonly video: boolean }): Promise<void>;
  /** Tells now and at every change whether the browser window around this surface is the one that is being used. */
  watchFocus(notify: (focused: boolean) => void): void;
  /** Brings this surface before everything else on the screen. */
  comeForward(): Promise<void>;
  /** Opens another frame of the app, which a popup then leaves the place to. Only one of `capabilities.surfaces`. */
  openSurface(surface: OpenableSurface): Promise<void>;
  /** The keys chosen in the browser, by the commands' names in the manifest; none without the capability. */
  readShortcuts(): Promise<ReadonlyMap<string, string>>;
  openShortcutSettings(): Promise<void>;
}

/** The words that come with the app. */
export interface PackagedWords {
  /** In the browser's own language; empty for a key that is in no package. */
  lookUp(key: string, substitutions: readonly string[]): string;
  /** Where those of another language can be fetched. */
  urlOf(language: string): string;
}
