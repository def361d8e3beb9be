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
 * Ends every open camera, or microphone, as when its plug is pulled, until it is plugged in; what was unplugged before is in again.
 * @param {Page} page @param {'audio' | 'video'} kind
 */
export async function unplug(page, kind) {
  const inputs = await liveInputs(page);
  try {
    await inputs.evaluate((tracks, wanted) => {
      const lost = tracks.filter((one) => one.kind === wanted);
      const gone = lost.map((track) => track.getSettings().deviceId);
      const devices = navigator.mediaDevices;
      // The browser's own is on the prototype.
      Reflect.deleteProperty(devices, 'getUserMedia');
      const open = devices.getUserMedia.bind(devices);
      devices.getUserMedia = async (asked) => {
        const constraints = asked?.[wanted];
        if (typeof constraints !== 'object') return await open(asked);
        const { exact } = /** @type {{ exact?: string }} */ (constraints.deviceId ?? {});
        if (exact !== undefined && gone.includes(exact)) throw new OverconstrainedError('deviceId');
        const all = (await devices.enumerateDevices()).filter(({ kind }) => kind === `${wanted}input`);
        // The first and the last: Chromium's second fake camera sends depth.
        const other = [all.at(0), all.at(-1)].find((one) => one && !gone.includes(one.deviceId));
        const deviceId = { exact: exact ?? other?.deviceId ?? '' };
        return await open({ ...asked, [wanted]: { ...constraints, deviceId } });
      };
      for (const track of lost) {
        track.stop();
        // A program that stops its own track is not told; a lost device is.
        track.dispatchEvent(new Event('ended'));
      }
    }, kind);
  } finally {
    await inputs.dispose();
  }
}

/** All that was unplugged may be opened again; the browser does not tell. @param {Page} page */
export async function plugIn(page) {
  await page.evaluate(() => Reflect.deleteProperty(navigator.mediaDevices, 'getUserMedia'));
}

/**
 * Lets nothing out of every open camera, or microphone, as the system or a switch on the device does; or something again.
 * @param {Page} page @param {'audio' | 'video'} kind @param {boolean} muted
 */
export async function silence(page, kind, muted) {
  const inputs = await liveInputs(page);
  try {
    await inputs.evaluate(
      (tracks, wanted, value) => {
        for (const track of tracks.filter((one) => one.kind === wanted)) {
          Object.defineProperty(track, 'muted', { configurable: true, value });
          track.dispatchEvent(new Event(value ? 'mute' : 'unmute'));
        }
      },
      kind,
      muted,
    );
  } finally {
    await inputs.dispose();
  }
}

/**
 * Microphones do not answer from now on, as with a driver that hangs.
 * @param {Page} page
 */
export async function hangMicrophones(page) {
  await page.evaluate(() => {
    const devices = navigator.mediaDevices;
    const open = devices.getUserMedia.bind(devices);
    devices.getUserMedia = (wanted) => (wanted?.audio ? new Promise(() => undefined) : open(wanted));
  });
}

/**
 * Leaves the last camera out of the list of devices, or not any more; the browser says nothing of either.
 * @param {Page} page @param {boolean} hidden
 */
export async function hideLastCamera(page, hidden) {
  await page.evaluate((isHidden) => {
    const devices = navigator.mediaDevices;
    // The browser's own is on the prototype.
    Reflect.deleteProperty(devices, 'enumerateDevices');
    const list = devices.enumerateDevices.bind(devices);
    if (!isHidden) return;
    devices.enumerateDevices = async () => {
      const all = await list();
      const last = all.findLast(({ kind }) => kind === 'videoinput');
      return all.filter((device) => device !== last);
    };
  }, hidden);
}

/**
 * Allows camera and microphone for as long as that browser runs, without a flag that would answer for the picker of screens too.
 * @param {import('puppeteer-core').Browser} browser @param {string} extensionId
 */
export async function allowDevices(browser, extensionId) {
  // What a session has set goes with it.
  const session = await browser.target().createCDPSession();
  for (const name of ['camera', 'microphone']) {
    await session.send('Browser.setPermission', {
      permission: { name },
      setting: 'granted',
      origin: `chrome-extension://${extensionId}`,
    });
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

/**
 * The open tracks of devices that the browser lists: a camera that plays a file is called after the file, and screens, canvases and
 * what comes from other people are no devices.
 * @param {Page} page
 */
async function liveInputs(page) {
  const prototype = await page.evaluateHandle(() => MediaStreamTrack.prototype);
  const all = await page.queryObjects(prototype);
  try {
    return await all.evaluateHandle(async (found) => {
      const devices = await navigator.mediaDevices.enumerateDevices();
      const inputs = devices.filter(({ kind }) => kind !== 'audiooutput');
      // The prototypes of special tracks, such as those of a shared tab, are among them.
      const tracks = found.filter((track) => !Object.hasOwn(track, 'constructor'));
      return tracks.filter((track) => {
        const { deviceId } = track.getSettings();
        const isInput = inputs.some((input) => input.deviceId === deviceId && input.label === track.label);
        return track.readyState === 'live' && isInput;
      });
    });
  } finally {
    await Promise.all([prototype, all].map((handle) => handle.dispose()));
  }
}
