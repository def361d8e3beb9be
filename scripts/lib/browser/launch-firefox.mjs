import puppeteer from 'puppeteer-core';

/** Devices are fake, and were allowed at an earlier time; everything else is as people have it. */
const fakeDevices = {
  'media.navigator.streams.fake': true,
  'permissions.default.camera': 1,
  'permissions.default.microphone': 1,
};

/**
 * @param {string} firefox path of the program
 * @param {{ headless?: boolean, userDataDir?: string, preferences?: Record<string, string | boolean> }} [options]
 */
export async function launchFirefox(firefox, { headless = true, userDataDir, preferences = {} } = {}) {
  return await puppeteer.launch({
    browser: 'firefox',
    executablePath: firefox,
    headless,
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: { ...fakeDevices, ...preferences },
    ...(userDataDir !== undefined && { userDataDir }),
    defaultViewport: null,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}
