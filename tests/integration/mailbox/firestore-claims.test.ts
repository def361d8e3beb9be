import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createFirestoreMailbox } from '#src/adapters/firestore/firestore-mailbox.ts';
import { systemClock } from '#src/adapters/system-clock.ts';
import type { MailboxPort } from '#src/engine/ports/mailbox-port.ts';
import { emulatorAddresses } from './emulator-address.ts';
import { plantDocument, readPlanted } from './emulator-owner.ts';
import { randomHex, randomId, settleIn } from './mailbox-people.ts';

const emulators = emulatorAddresses();
const denied = { name: 'MailboxError', code: 'denied' };
let apps = 0;

function connect(): MailboxPort {
  apps += 1;
  const config = { apiKey: 'demo', projectId: 'demo-beeline', emulators, appName: `claims-${apps}` };
  return createFirestoreMailbox(config, { clock: systemClock, log: () => undefined });
}

const read = (path: string) => readPlanted(emulators.firestore, path);
const fieldsOf = async (account: string) => Object.keys((await read(`claims/${account}`)) ?? {}).sort();
const fields = ['at', 'beacon', 'box', 'grants', 'id'];
const header = () => ({ open: true, tokenHash: randomHex(64), prekeys: new Uint8Array(105) });

/** Somebody whose claim is there already, with these fields beside the mailbox and its proof. */
async function comeBack(more: Readonly<Record<string, string | number>>) {
  const preImage = new Uint8Array(randomBytes(32));
  const box = createHash('sha256').update(preImage).digest('hex');
  const mailbox = connect();
  const account = await mailbox.signIn();
  await plantDocument(emulators.firestore, `claims/${account}`, { box, pre: preImage, ...more });
  return { mailbox, account, id: randomId(), box, beacon: randomHex(32), preImage, grants: 1 };
}

describe('a claim', () => {
  test('keeps no proof that an export of the database could give away', async () => {
    const owner = await settleIn(connect());
    expect(await fieldsOf(owner.account)).toEqual(fields);
    await owner.mailbox.claim(owner);
    expect(await fieldsOf(owner.account)).toEqual(fields);
  });

  test('of an older version goes on, and loses its proof with the next start', async () => {
    const owner = await comeBack({});
    const [before, after] = [randomHex(32), randomHex(32)];
    await owner.mailbox.writeHeader(owner.box, header());
    await plantDocument(emulators.firestore, `inbox/${owner.box}/grant/${before}`, {});
    await owner.mailbox.claim(owner);
    expect(await fieldsOf(owner.account)).toEqual(fields);
    await owner.mailbox.writePresence({ ...owner, open: true, mark: new Uint8Array(89) });
    await owner.mailbox.publishCard(owner.id, new Uint8Array(161), owner.box);
    await owner.mailbox.writeGrant(owner.box, after);
    await owner.mailbox.deleteGrant(owner.box, before);
    await owner.mailbox.deleteGrant(owner.box, after);
    expect(await read(`claims/${owner.account}`)).toMatchObject({ grants: { integerValue: '0' } });
    await owner.mailbox.erase(owner);
    expect(await read(`claims/${owner.account}`)).toBeUndefined();
  });

  test('owns nothing while its proof is there, and loses it with the next attempt', async () => {
    const { beacon, id } = { beacon: randomHex(32), id: randomId() };
    const owner = { ...(await comeBack({ beacon, id, grants: 0 })), beacon, id };
    await expect(owner.mailbox.writeHeader(owner.box, header())).rejects.toMatchObject(denied);
    await owner.mailbox.claim(owner);
    expect(await fieldsOf(owner.account)).toEqual(fields);
    await owner.mailbox.writeHeader(owner.box, header());
  });
});
