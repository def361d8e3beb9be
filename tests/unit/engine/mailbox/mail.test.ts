import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OrderedFrame } from '#src/engine/chat/rules/frames.ts';
import { createContactBook } from '#src/engine/contacts/contact-book.ts';
import { createEnvelope } from '#src/engine/crypto/envelope.ts';
import { createIdentity, unwrapPreImage } from '#src/engine/crypto/identity-keys.ts';
import type { EnvelopePort, Signal } from '#src/engine/crypto/signal.ts';
import { createLeaveMail } from '#src/engine/mailbox/leave-mail.ts';
import { createReceivedMail } from '#src/engine/mailbox/received-mail.ts';
import { mailLifeMs } from '#src/engine/mailbox/rules/lifetimes.ts';
import type { InboxListener } from '#src/engine/ports/mailbox-port.ts';
import type { ContactRecord, IdentityRecord } from '#src/engine/ports/stores-port.ts';
import { arrival, theirs } from '../../../fakes/chat-on-its-own.ts';
import { createInMemoryMailboxService } from '../../../fakes/in-memory-mailbox.ts';
import { createVirtualClock } from '../../../fakes/virtual-clock.ts';

const grant = 'a1'.repeat(16);
const dayMs = 24 * 60 * 60 * 1_000;
const frames = [arrival(1), arrival(2)];
let alice: IdentityRecord;
let bob: IdentityRecord;
let mallory: IdentityRecord;
let stage: Awaited<ReturnType<typeof createStage>>;

const personOf = (number: number): Promise<IdentityRecord> =>
  createIdentity({ root: new Uint8Array(16).fill(number), name: '', knockToken: '', beacon: 'be'.repeat(16) });

beforeAll(async () => {
  [alice, bob, mallory] = await Promise.all([personOf(1), personOf(2), personOf(3)]);
});
beforeEach(async () => {
  stage = await createStage();
});

function contactOf(person: IdentityRecord, change: object = {}): ContactRecord {
  return {
    id: person.id,
    name: '',
    keys: person.publicKeys,
    box: person.box,
    sentSequence: 0,
    seenSequence: 0,
    changedAtMs: 0,
    status: 'accepted',
    myGrant: grant,
    theirGrant: grant,
    theirBeacon: 'be'.repeat(16),
    confirmed: true,
    ...change,
  };
}

/** Alice's mail, Bob's mail and the service between them; Bob's conversation is a number and a list. */
async function createStage() {
  const clock = createVirtualClock();
  const service = createInMemoryMailboxService({ clock });
  const scene = { stored: 0, taken: [] as number[], sealedTo: [] as (Uint8Array | undefined)[], opened: 0 };
  const side = (own: IdentityRecord, prekey?: Uint8Array) => {
    const mailbox = service.connect(own.id);
    const contacts = createContactBook(
      { all: async () => [], save: async () => undefined, remove: async () => undefined },
      () => undefined,
    );
    const envelope = createEnvelope({ identity: own });
    const watched: EnvelopePort = {
      async open(sealed, path) {
        const signal = await envelope.open(sealed, path);
        scene.opened += 1;
        return signal;
      },
      seal(signal, to) {
        scene.sealedTo.push(to.prekey);
        return envelope.seal(signal, { ...to, prekey: undefined });
      },
    };
    const log = (): void => undefined;
    const leave = createLeaveMail({
      mailbox,
      contacts,
      clock,
      envelope: () => watched,
      sealingKey: async () => prekey,
      newId: () => '0f'.repeat(16),
      log,
    });
    const mail = createReceivedMail({
      mailbox,
      contacts,
      envelope: () => watched,
      box: () => own.box,
      conversations: {
        takeMail: (_, some) => void scene.taken.push(...some.map(({ n }) => n)),
        hasSettled: (_, id) => Number.parseInt(id, 16) <= scene.stored,
        receivedThrough: (_, epoch) => (epoch === theirs ? scene.stored : 0),
      },
      log,
    });
    return { mailbox, contacts, mail, leave, envelope };
  };
  const [from, to] = [side(alice, new Uint8Array(32).fill(9)), side(bob)];
  await to.mailbox.claim({ ...bob, preImage: await unwrapPreImage(bob), grants: 0 });
  await to.mailbox.writeGrant(bob.box, grant);
  await to.mailbox.writePresence({ ...bob, open: true, mark: new Uint8Array(89) });
  await from.contacts.put(contactOf(bob));
  await to.contacts.put(contactOf(alice));
  const opened = new AbortController();
  return {
    clock,
    scene,
    from,
    to,
    service,
    /** Bob comes and reads. */
    async read(): Promise<void> {
      const listener: InboxListener = {
        onSlot: () => undefined,
        onKnock: () => undefined,
        onMalformed: () => undefined,
        onState: () => undefined,
        onMail: to.mail.handleMail,
      };
      to.mailbox.watchInbox(bob.box, listener, opened.signal);
      await clock.advanceAsync(1);
    },
    /** What is in Bob's mailbox. */
    async listed(): Promise<readonly number[]> {
      const indexes: number[] = [];
      const stop = new AbortController();
      const nothing = () => undefined;
      const onMail: InboxListener['onMail'] = ({ index }) => void indexes.push(index);
      const listener = { onSlot: nothing, onKnock: nothing, onMalformed: nothing, onState: nothing, onMail };
      to.mailbox.watchInbox(bob.box, listener, stop.signal);
      await clock.advanceAsync(1);
      stop.abort();
      return indexes;
    },
    store(through: number): void {
      scene.stored = through;
      to.mail.handleConversationChanged(alice.id);
    },
    /** Anything sealed to Bob under the grant that Alice holds. */
    async forge(author: IdentityRecord, change: Partial<Signal>, path = `inbox/${bob.box}/mail/${grant}_0`) {
      const signal = {
        kind: 'mail' as const,
        session: 0,
        sequence: 2,
        messageId: '0f'.repeat(16),
        payload: { frames },
      };
      const to = { keys: bob.publicKeys, box: bob.box, path };
      const sealed = await createEnvelope({ identity: author }).seal({ ...signal, ...change }, to);
      await from.mailbox.writeMail({ box: bob.box, grant, index: 0, sealed });
    },
  };
}

const settled = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 4_000, interval: 5 });
const leave = (some: readonly OrderedFrame[], index = 0) => stage.from.leave(bob.id, { index, frames: some });

describe('mail', () => {
  it('reaches the conversation, and is taken away when it is stored and not before', async () => {
    expect(await leave(frames, 63)).toBe('left');
    await stage.read();
    await settled(() => expect(stage.scene.taken).toEqual([1, 2]));
    stage.store(1);
    expect(await stage.listed()).toEqual([63]);
    stage.store(2);
    await settled(async () => expect(await stage.listed()).toEqual([]));
    expect(stage.to.mail.dropped()).toBe(0);
  });

  it('does nothing to the numbers of signals, which its age would confuse', async () => {
    await leave(frames);
    await stage.read();
    await settled(() => expect(stage.scene.taken).toEqual([1, 2]));
    expect(stage.from.contacts.get(bob.id)?.sentSequence).toBe(0);
    expect(stage.to.contacts.get(alice.id)?.seenSequence).toBe(0);
  });

  it('waits until its sender is a contact', async () => {
    await stage.to.contacts.put(contactOf(alice, { status: 'knocked', sentAtMs: 0 }));
    await leave(frames);
    await stage.read();
    await settled(() => expect(stage.scene.opened).toBe(1));
    expect(stage.scene.taken).toEqual([]);
    await stage.to.contacts.put(contactOf(alice));
    stage.to.mail.handleConversationChanged(alice.id);
    expect(stage.scene.taken).toEqual([1, 2]);
  });

  it('does not come back when its sender was removed and became a contact again', async () => {
    await stage.to.contacts.put(contactOf(alice, { status: 'knocked', sentAtMs: 0 }));
    await leave(frames);
    await stage.read();
    await settled(() => expect(stage.scene.opened).toBe(1));
    await stage.to.contacts.put(contactOf(alice, { myGrant: 'a9'.repeat(16) }));
    stage.to.mail.handleConversationChanged(alice.id);
    expect(stage.scene.taken).toEqual([]);
  });

  it.each([
    ['in the name of somebody else', () => stage.forge(mallory, {})],
    ['of another kind', () => stage.forge(alice, { kind: 'offer', payload: {} })],
    ['written for another place', () => stage.forge(alice, {}, `inbox/${bob.box}/mail/${grant}_1`)],
    ['with a gap in it', () => stage.forge(alice, { payload: { frames: [arrival(1), arrival(3)] } })],
    ['with another number than its last message has', () => stage.forge(alice, { sequence: 3 })],
  ])('%s is counted, taken away and not looked at again', async (_, forge) => {
    await forge();
    await stage.read();
    await settled(() => expect(stage.to.mail.dropped()).toBe(1));
    await settled(async () => expect(await stage.listed()).toEqual([]));
    expect(stage.scene.taken).toEqual([]);
  });

  it('is not read after a week, whoever kept it', async () => {
    await leave(frames);
    await stage.clock.advanceAsync(mailLifeMs + 1);
    await stage.read();
    await settled(async () => expect(await stage.listed()).toEqual([]));
    expect(stage.scene.taken).toEqual([]);
  });

  it('is left alone when it is from nobody we know', async () => {
    await leave(frames);
    await stage.to.contacts.remove(alice.id);
    await stage.read();
    await settled(async () => expect(await stage.listed()).toEqual([0]));
    expect(stage.scene.taken).toEqual([]);
  });

  it('tells a refusal from a service that cannot be reached', async () => {
    stage.service.setReachable(false);
    expect(await leave(frames)).toBe('failed');
    stage.service.setReachable(true);
    await stage.to.mailbox.deleteGrant(bob.box, grant);
    expect(await leave(frames)).toBe('refused');
    await stage.from.contacts.remove(bob.id);
    expect(await leave(frames)).toBe('refused');
  });

  it('is sealed to a prekey only while that will still be there on the last day', async () => {
    await stage.clock.advanceAsync(30 * dayMs);
    const nowMs = stage.clock.nowMs();
    for (const ageMs of [20.9 * dayMs, 21 * dayMs]) {
      const prekey = { madeAtMs: nowMs - ageMs, publicKey: new Uint8Array(32) };
      await stage.from.contacts.put(contactOf(bob, { prekey }));
      await leave(frames, ageMs > 20.95 * dayMs ? 1 : 0);
    }
    expect(stage.scene.sealedTo).toEqual([new Uint8Array(32).fill(9), undefined]);
  });
});
