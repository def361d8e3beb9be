import puppeteer from 'puppeteer-core';

/** Devices are fake, and were allowed at an earlier time; everything else is as people have it. */
const fakeDevices = {
  'media.navigator.streams.fake': true,
  'permissions.default.camera': 1,
  'permissions.default.microphone': 1,
};

/**
 * @param {string} firefox path of the program
 * @param {{ headless?: boolean, display?: string, userDataDir?: string, preferences?: Record<string, string | boolean | number> }} [options]
 *   `display`: of a window that is not headless
 */
export async function launchFirefox(firefox, options = {}) {
  const { display, headless = display === undefined, userDataDir, preferences = {} } = options;
  return await puppeteer.launch({
    browser: 'firefox',
    executablePath: firefox,
    headless,
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: { ...fakeDevices, ...preferences },
    ...(display !== undefined && { env: { ...process.env, DISPLAY: display, MOZ_ENABLE_WAYLAND: '0' } }),
    ...(userDataDir !== undefined && { userDataDir }),
    defaultViewport: null,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}
