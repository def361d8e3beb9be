import puppeteer from 'puppeteer-core';

/**
 * Chromium under a driver that leaves signals to us.
 * @param {string} chromium path of the program
 * @param {object} options
 * @param {string} options.userDataDir
 * @param {readonly string[]} options.args
 * @param {boolean} [options.headless]
 * @param {string} [options.lang] locale of the browser, such as `ja`
 * @param {string} [options.display] the X display of a window that is not headless
 * @param {readonly string[]} [options.extensionDirs] built extensions
 * @returns {Promise<import('puppeteer-core').Browser>}
 */
export async function launchChromium(chromium, options) {
  const { userDataDir, args, headless = true, lang = 'en-US', display, extensionDirs = [] } = options;
  return await puppeteer.launch({
    executablePath: chromium,
    headless,
    pipe: true,
    ...(extensionDirs.length > 0 && { enableExtensions: [...extensionDirs] }),
    defaultViewport: null,
    userDataDir,
    // Its banner would cover part of a window that people look at.
    ignoreDefaultArgs: headless ? false : ['--enable-automation'],
    args: [...args],
    // Chromium on Linux takes its language from the environment.
    env: {
      ...process.env,
      ...(display ? { DISPLAY: display } : {}),
      LANGUAGE: lang,
      LANG: `${lang.replace('-', '_')}.UTF-8`,
    },
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}
