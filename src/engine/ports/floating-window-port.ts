import type { Settings } from '../../shared/settings/settings.ts';
import type { CallView, FloatingWindowState } from '../../shared/snapshot.ts';

/** The small window above all others in which a call is seen while every surface is closed. */
export interface FloatingWindow {
  state(): FloatingWindowState;
  /** Rejects when the browser refuses: it wants a gesture, which a message from a clicked surface brings along. */
  open(): Promise<void>;
  close(): Promise<void>;
  /** Keeps window and buttons in step with the call; the window leaves by itself when the call is over. `language` is for its words. */
  follow(call: CallView | null, language: Settings['language']): void;
}

/** What the buttons of the window do; the browser draws and presses them. */
export interface CallButtons {
  readonly hangUp: () => void;
  readonly setMicrophone: (wish: { readonly on: boolean }) => void;
  readonly setCamera: (wish: { readonly on: boolean }) => void;
  readonly shareScreen: () => void;
  readonly stopSharing: () => void;
}
