import { afterAll, beforeAll } from 'vitest';
import type { Card } from '#src/engine/crypto/card.ts';
import { parseCard } from '#src/engine/crypto/card.ts';
import { createEnvelope } from '#src/engine/crypto/envelope.ts';
import { createIdentity } from '#src/engine/crypto/identity-keys.ts';
import { knockPath, slotPath } from '#src/engine/mailbox/document-paths.ts';
import { askEngine, readDiagnostics } from '../../../scripts/lib/browser/engine-requests.mjs';
import { findMatching } from '../../../scripts/lib/browser/find.mjs';
import { peerConnectionsIn } from '../../../scripts/lib/browser/peer-connections.mjs';
import type { Person } from '../../../scripts/lib/browser/person.mjs';
import { readDocument } from '../../e2e/support/operator.ts';
import { acts, createCrowd } from '../../e2e/support/people.ts';
import { randomHex } from '../../integration/mailbox/mailbox-people.ts';
import { inLanes } from '../../soak/support/in-lanes.ts';
import { writeSignalAs } from '../../soak/support/rest-account.ts';
import { soakRow } from '../../soak/support/row.ts';

const crowd = createCrowd();
let bob: Person;

beforeAll(async () => {
  bob = await crowd.launch('Bob');
});
afterAll(() => crowd.closeAll());

/** An offer that a browser would take, from somebody who has no business to make one. */
const description = {
  role: 'offer',
  ufrag: 'abcd',
  password: 'a'.repeat(24),
  fingerprint: 'ab'.repeat(32),
  setup: 'actpass',
  candidates: ['1 1 udp 2122260223 127.0.0.1 9 typ host'],
};

/** One stranger's request, and an offer at a place where contacts leave theirs; resolves to what the service said to the latter. */
async function pester(to: Card, name: string, kind: 'knock' | 'offer'): Promise<number> {
  const root = crypto.getRandomValues(new Uint8Array(16));
  const identity = await createIdentity({ root, name, knockToken: randomHex(32), beacon: randomHex(32) });
  const account = `stranger-${randomHex(20)}`;
  const grant = randomHex(32);
  const introduction = { name, beacon: identity.beacon, grant, box: identity.box };
  const payload = kind === 'knock' ? introduction : { description };
  const signal = { kind, session: 1, sequence: 1, messageId: randomHex(32), payload };
  const seal = (path: string): Promise<Uint8Array> => createEnvelope({ identity }).seal(signal, { ...to, path });
  const knock = knockPath(to.box, account);
  const slot = slotPath(to.box, grant, 0);
  const knocked = await writeSignalAs(account, knock, await seal(knock));
  if (knocked !== 200) throw new Error(`the request of ${name} was answered with ${knocked}`);
  return await writeSignalAs(account, slot, await seal(slot));
}

/** All notifications that were ever seen: the browser itself takes one away after some seconds. */
function watchNotifications() {
  const ever = new Set<string>();
  let looking = false;
  return {
    ever,
    /** Notes what is shown now, unless that is being done. */
    async look(): Promise<void> {
      if (looking) return;
      looking = true;
      const shown = await bob.inWorker(() => chrome.notifications.getAll().then((all) => Object.keys(all)));
      for (const id of shown) ever.add(id);
      looking = false;
    },
  };
}

soakRow({
  row: 'knocks and offers by strangers: 0 peer connections, at most 1 notification',
  unit: 'strangers',
  full: 1_000,
  short: 20,
  async run(row) {
    const page = await bob.openPopup();
    const id = await acts.begin(page, 'Bob');
    const { card } = await readDocument(`people/${id.replaceAll('-', '')}`);
    const bytes = card && 'bytesValue' in card ? new Uint8Array(Buffer.from(card.bytesValue, 'base64')) : undefined;
    const to = await parseCard(bytes, id.replaceAll('-', ''));
    if (!to) throw new Error('Bob has no card');
    const faults: string[] = [];
    const notifications = watchNotifications();
    const done = await inLanes(row, async (number) => {
      const status = await pester(to, `Stranger ${number}`, number % 2 === 0 ? 'knock' : 'offer');
      if (status !== 403) faults.push(`an offer of stranger ${number} was answered with ${status}`);
      await notifications.look();
    });
    await pester(to, 'The last one', 'knock');
    await findMatching(page, 'listitem', { text: /The last one/ }, { timeoutMs: 120_000 });
    await askEngine(page, 'diagnostics.read');

    const connections = await peerConnectionsIn(await bob.offscreen());
    const { peerConnections } = await readDiagnostics(page);
    if (connections.length + peerConnections > 0) faults.push(`${connections.length} peer connections`);
    await notifications.look();
    const { ever } = notifications;
    if (ever.size !== 1) faults.push(`notifications: ${[...ever].join(', ') || 'none'}`);
    return { done, faults, detail: `${ever.size} notification` };
  },
});
