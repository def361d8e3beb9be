import { readDiagnostics } from '../../scripts/lib/browser/engine-requests.mjs';
import { acts, emptyPage } from '../stage.mjs';

/** @type {import('../bench-case.ts').BenchCase} */
export const coldLink = {
  name: 'G7 cold link',
  ours: 'writes until a contact who comes back is linked',
  beside: "writes of FirebaseRTC's pattern: offer, answer, and a document per candidate found on this computer",
  goal: 0.17,
  exactly: 2,
  unit: 'writes',
  rounds: 3,
  warmUps: 0,
  measureOurs: linkAgain,
  measureBeside: countCandidates,
};

/** What an engine writes at its start for all contacts together: it lights its own beacon. */
const beaconWrites = 1;

/** @param {import('../stage.mjs').Stage} stage */
async function linkAgain(stage) {
  const { alice, bob, alicePage, bobPage } = stage;
  const before = (await readDiagnostics(alicePage)).firestore.writes;
  await bob.inWorker(() => chrome.offscreen.closeDocument());
  await bobPage.reload();
  await Promise.all([acts.waitUntilOnline(alicePage, bob.name), acts.waitUntilOnline(bobPage, alice.name)]);
  const [aliceWrote, bobWrote] = (await Promise.all([alicePage, bobPage].map((page) => readDiagnostics(page)))).map(
    ({ firestore }) => firestore.writes,
  );
  await stage.equip();
  return (aliceWrote ?? 0) - before + (bobWrote ?? 0) - beaconWrites;
}

/** @param {import('../stage.mjs').Stage} stage */
async function countCandidates({ alice }) {
  const page = await alice.browser.newPage();
  try {
    await page.goto(`chrome-extension://${alice.extensionId}/${emptyPage}`);
    return await page.evaluate(async () => {
      const pair = [new RTCPeerConnection({ iceCandidatePoolSize: 10 }), new RTCPeerConnection()];
      const [one, other] = pair;
      let writes = 2;
      for (const connection of pair) {
        connection.onicecandidate = ({ candidate }) => {
          if (candidate?.candidate) writes += 1;
        };
      }
      for (const kind of ['audio', 'video']) one?.addTransceiver(kind);
      await one?.setLocalDescription();
      if (one?.localDescription) await other?.setRemoteDescription(one.localDescription);
      await other?.setLocalDescription();
      while (pair.some(({ iceGatheringState }) => iceGatheringState !== 'complete')) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      for (const connection of pair) connection.close();
      return writes;
    });
  } finally {
    await page.close();
  }
}
