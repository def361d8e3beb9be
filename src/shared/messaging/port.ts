/**
 * One end of a lasting connection between two contexts. Carries plain data. Who listens late, because they had to load
 * something first, still hears all of it: the browser itself keeps nothing for them.
 */
export interface Port {
  /** Does nothing once the connection is gone. */
  post(message: unknown): void;
  onMessage(receive: (message: unknown) => void): void;
  /** The other end closed, or was never there. Not told to the end that called `close`. */
  onDisconnect(notify: () => void): void;
  close(): void;
}
