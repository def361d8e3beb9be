import { withRawCall } from '../raw-call.mjs';
import { textBetweenPages } from './text.mjs';

/** @typedef {import('../firefox-stage.mjs').FirefoxStage} FirefoxStage */

/** The same steps as in Chromium, between two Firefoxes. @type {import('../bench-case.ts').BenchCase<FirefoxStage>} */
const firefoxText = { ...textBetweenPages, name: 'firefox: text, page to page' };

/** @type {import('../bench-case.ts').BenchCase<FirefoxStage>} */
const firefoxFirstFrame = {
  name: 'firefox: first frame',
  ours: 'call accepted in the page, first frame of the other camera shown in it',
  beside: 'raw renegotiation of the same tracks over a data channel, first frame shown in the page',
  goal: 1.05,
  rounds: 8,
  warmUps: 1,
  measureOurs: acceptRing,
  measureBeside: (stage) => withRawCall(stage, ({ bob }) => bob.evaluate(() => window.beelineRaw.acceptUntilFrame())),
};

/** @type {readonly import('../bench-case.ts').BenchCase<FirefoxStage>[]} */
export const firefoxCases = [firefoxText, firefoxFirstFrame];

/** @param {FirefoxStage} stage */
async function acceptRing({ alicePage, bobPage }) {
  await bobPage.bringToFront();
  await alicePage.bringToFront();
  await alicePage.evaluate(() => window.beelineProbe.startCall(true));
  await bobPage.evaluate(() => window.beelineProbe.untilIncoming());
  await alicePage.evaluate(() => window.beelineProbe.untilRinging());
  const took = await bobPage.evaluate(async () => {
    const acceptedAt = await window.beelineProbe.answer();
    const key = `${window.beelineProbe.contactId()}:camera`;
    // The engine's window, which a page of Firefox may look into, keeps its streams by their names.
    const engine = await chrome.runtime.getBackgroundPage();
    const picture = () => /** @type {any} */ (engine)?.beelineStreams?.[key]?.getVideoTracks()[0];
    while (picture() === undefined) await new Promise((resolve) => setTimeout(resolve, 2));
    return (await window.beelineFrames.next(picture())) - acceptedAt;
  });
  for (const page of [alicePage, bobPage]) await page.evaluate(() => window.beelineProbe.untilNoCall());
  return took;
}
