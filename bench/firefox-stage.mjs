import { writeFile } from 'node:fs/promises';
import { launchFirefoxPerson } from '../scripts/lib/browser/firefox-person.mjs';
import { installFrameProbe } from './probes/frame-probe.mjs';
import { installProbe } from './probes/page-probe.mjs';
import { connectRaw, emptyPage, introduce } from './stage.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {Awaited<ReturnType<typeof openFirefoxStage>>} FirefoxStage */

/**
 * Two contacts in two Firefoxes, linked by Beeline and by a raw connection between their pages.
 * @param {{ firefox: string, extensionDir: string, say: (text: string) => void }} options
 */
export async function openFirefoxStage({ firefox, extensionDir, say }) {
  // Drawn as the driver expects it of a page of the extension.
  await writeFile(
    `${extensionDir}/${emptyPage}`,
    '<!doctype html><title>empty</title><div id="app"><p>there</p></div>',
  );
  say('introducing two people in two Firefoxes');
  const [alice, bob] = await Promise.all(
    ['Alice', 'Bob'].map((name) => launchFirefoxPerson({ name, firefox, extensionDir })),
  );
  if (!alice || !bob) throw new Error('two people are needed');
  const close = async () => void (await Promise.all([alice, bob].map((person) => person.close())));
  try {
    const [alicePage, bobPage] = await introduce(alice, bob);
    for (const page of [alicePage, bobPage]) {
      await page.evaluate(installFrameProbe);
      await page.evaluate(installProbe);
    }
    await connectRaw(alicePage, bobPage);
    return {
      alicePage,
      bobPage,
      close,
      openEmpty: () => Promise.all([alice, bob].map((one) => one.openPage(emptyPage))),
    };
  } catch (error) {
    await close();
    throw error;
  }
}
