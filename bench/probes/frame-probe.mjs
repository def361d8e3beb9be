/**
 * @typedef {object} FrameProbe
 * @property {(track: MediaStreamTrack) => Promise<number>} next the time at which the next frame of it is there, by the clock of all pages
 */

/** Runs inside a page and knows nothing from outside. */
export function installFrameProbe() {
  window.beelineFrames = {
    async next(track) {
      // In Chromium also outside of workers.
      const Processor = Reflect.get(window, 'MediaStreamTrackProcessor');
      const reader = new Processor({ track }).readable.getReader();
      const { value } = await reader.read();
      const at = performance.timeOrigin + performance.now();
      value?.close();
      await reader.cancel();
      return at;
    },
  };
}
