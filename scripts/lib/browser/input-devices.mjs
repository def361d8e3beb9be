/** @typedef {import('puppeteer-core').Page} Page */

/**
 * Cameras and microphones that a page holds open, found on its heap and not by asking the program that opened them.
 * @param {Page} page
 * @returns {Promise<string[]>} their labels
 */
export async function openInputsIn(page) {
  const inputs = await liveInputs(page);
  try {
    return await inputs.evaluate((tracks) => tracks.map(({ label }) => label).sort());
  } finally {
    await inputs.dispose();
  }
}

/**
 * Ends every open camera, or microphone, as when its plug is pulled.
 * @param {Page} page @param {'audio' | 'video'} kind
 */
export async function unplug(page, kind) {
  const inputs = await liveInputs(page);
  try {
    await inputs.evaluate((tracks, wanted) => {
      for (const track of tracks.filter((one) => one.kind === wanted)) {
        track.stop();
        // A program that stops its own track is not told; a lost device is.
        track.dispatchEvent(new Event('ended'));
      }
    }, kind);
  } finally {
    await inputs.dispose();
  }
}

/**
 * Takes the permission for the camera away.
 * @param {import('./person.mjs').Person} person @param {'denied' | 'prompt'} setting `prompt`: as if it had never been asked
 * @returns {Promise<() => Promise<void>>} gives it back, as the end of this session does by itself
 */
export async function withdrawCamera({ browser, extensionId }, setting) {
  const session = await browser.target().createCDPSession();
  await session.send('Browser.setPermission', {
    permission: { name: 'camera' },
    setting,
    origin: `chrome-extension://${extensionId}`,
  });
  return () => session.detach();
}

/** The tracks of the browser's fake devices. @param {Page} page */
async function liveInputs(page) {
  const prototype = await page.evaluateHandle(() => MediaStreamTrack.prototype);
  const all = await page.queryObjects(prototype);
  try {
    return await all.evaluateHandle((found) =>
      found.filter((track) => track.readyState === 'live' && /^fake_|^Fake /i.test(track.label)),
    );
  } finally {
    await Promise.all([prototype, all].map((handle) => handle.dispose()));
  }
}
