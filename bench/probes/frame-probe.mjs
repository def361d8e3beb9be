/**
 * @typedef {object} FrameProbe
 * @property {(track: MediaStreamTrack) => Promise<number>} next the time at which the next frame of it is there, by the clock of all pages
 */

/** Runs inside a page and knows nothing from outside. */
export function installFrameProbe() {
  const shown = (/** @type {MediaStreamTrack} */ track) => {
    const element = Object.assign(document.createElement('video'), {
      muted: true,
      srcObject: new MediaStream([track]),
    });
    document.body.append(element);
    return new Promise((/** @type {(at: number) => void} */ resolve) => {
      element.requestVideoFrameCallback(() => {
        resolve(performance.timeOrigin + performance.now());
        element.remove();
      });
      void element.play();
    });
  };
  window.beelineFrames = {
    async next(track) {
      // Outside of workers in Chromium alone.
      const Processor = Reflect.get(window, 'MediaStreamTrackProcessor');
      if (Processor === undefined) return await shown(track);
      const reader = new Processor({ track }).readable.getReader();
      const { value } = await reader.read();
      const at = performance.timeOrigin + performance.now();
      value?.close();
      await reader.cancel();
      return at;
    },
  };
}
