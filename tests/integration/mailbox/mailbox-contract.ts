import { describe, expect, test, vi } from 'vitest';
import type { MailboxPort } from '#src/engine/ports/mailbox-port.ts';
import { describeInbox } from './inbox-contract.ts';
import { randomHex, randomId, settleIn } from './mailbox-people.ts';
import { patience } from './patience.ts';

const denied = { name: 'MailboxError', code: 'denied' };
const nothing32 = new Uint8Array(32);
const mark = new Uint8Array(89).fill(1);

/** What every `MailboxPort` does, whatever stands behind it. `connect` gives a port with an account of its own. */
export function describeMailbox(name: string, connect: () => MailboxPort): void {
  const arrive = () => settleIn(connect());

  describeInbox(name, connect);

  describe(`${name}: account and claim`, () => {
    test('an account keeps its name, and another one has another name', async () => {
      const mailbox = connect();
      const account = await mailbox.signIn();
      expect(account).not.toBe('');
      expect(await mailbox.signIn()).toBe(account);
      expect(await connect().signIn()).not.toBe(account);
    });

    test('two sign-ins at once make one account', async () => {
      const mailbox = connect();
      const [first, second] = await Promise.all([mailbox.signIn(), mailbox.signIn()]);
      expect(second).toBe(first);
    });

    test('a mailbox cannot be claimed with a wrong pre-image', async () => {
      const owner = await arrive();
      await expect(connect().claim({ ...owner, preImage: nothing32 })).rejects.toMatchObject(denied);
    });

    test('a second account with the pre-image owns the mailbox as well', async () => {
      const owner = await arrive();
      const restored = connect();
      await restored.claim({ ...owner, beacon: randomHex(32) });
      await restored.writeGrant(owner.box, randomHex(32));
    });

    test('an account has one mailbox and no other', async () => {
      const [owner, other] = [await arrive(), await arrive()];
      const { box, id, preImage } = other;
      await expect(owner.mailbox.claim({ ...owner, box, id, preImage })).rejects.toMatchObject(denied);
    });

    test('a presence document takes the place of the one before, which is gone at once', async () => {
      const owner = await arrive();
      await owner.mailbox.writePresence({ ...owner, open: true, mark });
      const beacon = randomHex(32);
      await owner.mailbox.claim({ ...owner, beacon });
      expect(await connect().fetchPresence(owner.beacon)).toBeNull();
      await expect(owner.mailbox.writePresence({ ...owner, open: true, mark })).rejects.toMatchObject(denied);
      await owner.mailbox.writePresence({ ...owner, beacon, open: true, mark });
      expect(await connect().fetchPresence(beacon)).toMatchObject({ open: true });
    });

    test('a mailbox has so many grants and no more, until one is taken back', async () => {
      const owner = await settleIn(connect(), 255);
      const last = randomHex(32);
      await owner.mailbox.writeGrant(owner.box, last);
      await owner.mailbox.writeGrant(owner.box, last);
      await expect(owner.mailbox.writeGrant(owner.box, randomHex(32))).rejects.toMatchObject(denied);
      await owner.mailbox.deleteGrant(owner.box, last);
      await owner.mailbox.deleteGrant(owner.box, last);
      await owner.mailbox.writeGrant(owner.box, randomHex(32));
      await expect(owner.mailbox.writeGrant(owner.box, randomHex(32))).rejects.toMatchObject(denied);
    });
  });

  describe(`${name}: card`, () => {
    test('nobody has an unpublished ID', async () => {
      expect(await connect().fetchCard(randomId())).toBeNull();
    });

    test('a card comes back byte for byte', async () => {
      const owner = await arrive();
      const { id } = owner;
      const card = Uint8Array.from({ length: 256 }, (_, index) => index);
      await owner.mailbox.publishCard(id, card, owner.box);
      expect(await connect().fetchCard(id)).toEqual({ card, box: owner.box });
    });

    test('a card cannot point to a mailbox of somebody else', async () => {
      const [owner, thief] = [await arrive(), await arrive()];
      await expect(thief.mailbox.publishCard(thief.id, nothing32, owner.box)).rejects.toMatchObject(denied);
    });

    test('a card cannot be replaced by somebody else', async () => {
      const [owner, thief] = [await arrive(), await arrive()];
      await owner.mailbox.publishCard(owner.id, nothing32, owner.box);
      await expect(thief.mailbox.publishCard(owner.id, nothing32, thief.box)).rejects.toMatchObject(denied);
    });

    test('there is one card for each account', async () => {
      const owner = await arrive();
      await owner.mailbox.publishCard(owner.id, nothing32, owner.box);
      await owner.mailbox.publishCard(owner.id, nothing32, owner.box);
      await expect(owner.mailbox.publishCard(randomId(), nothing32, owner.box)).rejects.toMatchObject(denied);
    });

    test('an oversized card is refused', async () => {
      const owner = await arrive();
      await expect(owner.mailbox.publishCard(owner.id, new Uint8Array(513), owner.box)).rejects.toMatchObject(denied);
    });
  });

  describe(`${name}: leaving for good`, () => {
    test('nothing is left by which somebody could be found, and nobody else can see to that', async () => {
      const owner = await arrive();
      const stranger = await arrive();
      const own = { id: owner.id, box: owner.box, beacon: owner.beacon };
      await owner.mailbox.publishCard(own.id, new Uint8Array(161), owner.box);
      const header = { open: false, tokenHash: randomHex(64), prekeys: new Uint8Array(105) };
      await owner.mailbox.writeHeader(owner.box, header);
      await owner.mailbox.writePresence({ ...own, open: true, mark });
      await expect(stranger.mailbox.erase(own)).rejects.toMatchObject(denied);
      expect(await stranger.mailbox.fetchCard(own.id)).not.toBeNull();

      await owner.mailbox.erase(own);
      expect(await stranger.mailbox.fetchCard(own.id)).toBeNull();
      expect(await stranger.mailbox.fetchHeader(owner.box)).toBeNull();
      expect(await stranger.mailbox.fetchPresence(own.beacon)).toBeNull();
      await expect(owner.mailbox.writeHeader(owner.box, header)).rejects.toMatchObject(denied);
    });
  });

  describe(`${name}: header and beacon`, () => {
    test('a header comes back as written, and is null before', async () => {
      const owner = await arrive();
      const header = { open: false, tokenHash: randomHex(64), prekeys: Uint8Array.from({ length: 210 }, (_, i) => i) };
      expect(await connect().fetchHeader(owner.box)).toBeNull();
      await owner.mailbox.writeHeader(owner.box, header);
      expect(await connect().fetchHeader(owner.box)).toEqual(header);
    });

    test('a header cannot be written by somebody else', async () => {
      const [owner, thief] = [await arrive(), await arrive()];
      const header = { open: true, tokenHash: randomHex(64), prekeys: new Uint8Array(105) };
      await expect(thief.mailbox.writeHeader(owner.box, header)).rejects.toMatchObject(denied);
    });

    test('a beacon tells whether its owner is there and since when', async () => {
      const owner = await arrive();
      const { beacon } = owner;
      expect(await connect().fetchPresence(beacon)).toBeNull();
      await owner.mailbox.writePresence({ beacon, box: owner.box, open: true, mark });
      const lit = await connect().fetchPresence(beacon);
      expect(lit?.open).toBe(true);
      expect(Math.abs((lit?.atMs ?? 0) - Date.now())).toBeLessThan(5_000);
      await owner.mailbox.writePresence({ beacon, box: owner.box, open: false, mark });
      expect(await connect().fetchPresence(beacon)).toMatchObject({ open: false });
    });

    test('a beacon tells its owner of every start that wrote it', async () => {
      const owner = await arrive();
      const { beacon } = owner;
      const seen: (number | null)[] = [];
      const watching = new AbortController();
      owner.mailbox.watchPresence(beacon, (presence) => seen.push(presence?.mark?.[0] ?? null), watching.signal);
      await vi.waitFor(() => expect(seen).toEqual([null]), patience);
      await owner.mailbox.writePresence({ beacon, box: owner.box, open: true, mark });
      // Two that follow each other at once may be told as one.
      await vi.waitFor(() => expect(seen).toEqual([null, 1]), patience);
      await owner.mailbox.writePresence({ beacon, box: owner.box, open: true, mark: mark.map(() => 2) });
      await vi.waitFor(() => expect(seen).toEqual([null, 1, 2]), patience);
      watching.abort();
    });

    test('a beacon cannot be put out by somebody else', async () => {
      const [owner, thief] = [await arrive(), await arrive()];
      const { beacon } = owner;
      await owner.mailbox.writePresence({ beacon, box: owner.box, open: true, mark });
      const own = { beacon, box: thief.box, open: false, mark };
      await expect(thief.mailbox.writePresence(own)).rejects.toMatchObject(denied);
      await expect(thief.mailbox.writePresence({ ...own, box: owner.box })).rejects.toMatchObject(denied);
    });

    test("the service's clock is unknown before the first own stamp and right after it", async () => {
      const owner = await arrive();
      expect(owner.mailbox.serverNowMs()).toBeNull();
      await owner.mailbox.writePresence({ ...owner, open: true, mark });
      expect(Math.abs((owner.mailbox.serverNowMs() ?? 0) - Date.now())).toBeLessThan(1_000);
    });
  });
}
