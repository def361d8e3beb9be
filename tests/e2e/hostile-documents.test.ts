import { randomBytes } from 'node:crypto';
import { describe, expect } from 'vitest';
import { readDiagnostics } from '../../scripts/lib/browser/engine-requests.mjs';
import { isThere, until } from '../../scripts/lib/browser/find.mjs';
import { peerConnectionsIn } from '../../scripts/lib/browser/peer-connections.mjs';
import type { Fields } from './support/operator.ts';
import { listDocuments, readDocument, writeDocument } from './support/operator.ts';
import { acts, introduce } from './support/people.ts';
import { story } from './support/story.ts';

const now = (): Fields[string] => ({ timestampValue: new Date().toISOString() });
const bytes = (length: number): Fields[string] => ({ bytesValue: randomBytes(length).toString('base64') });

/** Documents of every wrong shape, and of the right shape with noise in place of a signal. */
const garbage: readonly Fields[] = [
  { at: now() },
  { sealed: { stringValue: 'not bytes' }, at: now() },
  { sealed: bytes(1_023), at: now(), expireAt: now(), token: { nullValue: null } },
  { sealed: bytes(1_024), at: { stringValue: 'yesterday' }, expireAt: now() },
  { sealed: { mapValue: { fields: { deep: { integerValue: '1' } } } }, at: now() },
  { sealed: bytes(1_024), at: now(), expireAt: now(), token: { nullValue: null } },
  { sealed: bytes(200_000), at: now(), expireAt: now() },
];

const it = story.extend('bobsBox', { scope: 'file', auto: true }, async ({ alice, bob }) => {
  const { invitedPage } = await introduce(alice, bob);
  const bobsId = (await acts.readOwnId(invitedPage)).replaceAll('-', '');
  const { box } = await readDocument(`people/${bobsId}`);
  return box && 'stringValue' in box ? box.stringValue : '';
});

describe('an operator who writes garbage into a mailbox', () => {
  it('has it dropped and counted, knocks and slots alike', async ({ bobPage, bobsBox }) => {
    const { droppedDocuments } = await readDiagnostics(bobPage);
    const [grant] = await listDocuments(`inbox/${bobsBox}/grant`);
    for (const [index, fields] of garbage.entries()) {
      await writeDocument(`inbox/${bobsBox}/knock/garbage${index}`, fields);
      // Over a real grant, where signals of a contact are expected, and under a grant that never was.
      await writeDocument(`inbox/${bobsBox}/slot/${index < 4 ? grant : 'f'.repeat(32)}_${index % 4}`, fields);
    }
    // Without a stamp a document is not even found by the query that watches the mailbox.
    await writeDocument(`inbox/${bobsBox}/knock/unstamped`, { sealed: bytes(1_024) });
    await until('all of it to be counted', async () => {
      return (await readDiagnostics(bobPage)).droppedDocuments >= droppedDocuments + 2 * garbage.length;
    });
    expect(await isThere(bobPage, 'list', 'Requests')).toBe(false);
  });

  it('disturbs neither the link nor the chat', async ({ bob, alicePage, bobPage }) => {
    const connections = await peerConnectionsIn(await bob.offscreen());
    expect(connections.map(({ connectionState }) => connectionState)).toEqual(['connected']);
    await Promise.all([acts.openConversation(alicePage, 'Bob'), acts.openConversation(bobPage, 'Alice')]);
    await acts.write(alicePage, 'Still here?');
    await acts.waitForMessage(bobPage, 'Still here?');
    await acts.write(bobPage, 'Still here.');
    await acts.waitForMessage(alicePage, 'Still here.');
  });
});
