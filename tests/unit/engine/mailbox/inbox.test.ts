import { describe, expect, it } from 'vitest';
import { createContactBook } from '#src/engine/contacts/contact-book.ts';
import type { OpenedSignal } from '#src/engine/crypto/signal.ts';
import { createCleanUp } from '#src/engine/mailbox/clean-up.ts';
import { createInbox } from '#src/engine/mailbox/inbox.ts';
import { createReplayGuard } from '#src/engine/mailbox/replay-guard.ts';
import { createPairing } from '#src/engine/pairing/pairing.ts';
import { createInMemoryMailboxService } from '../../../fakes/in-memory-mailbox.ts';
import { createInMemoryStores } from '../../../fakes/in-memory-stores.ts';
import { createVirtualClock } from '../../../fakes/virtual-clock.ts';
import { createPerson } from '../crypto/people.ts';

const dayMs = 86_400_000;
const unheard = { onMail: () => undefined, onState: () => undefined };

/** An inbox whose envelopes are numbers of signals, so that a thousand strangers cost no keys. */
async function setUp() {
  const clock = createVirtualClock();
  const mailbox = createInMemoryMailboxService({ clock }).connect('account of Bob');
  const bob = await createPerson(2);
  const stores = createInMemoryStores();
  const contacts = createContactBook(stores.contacts, () => undefined);
  const guard = createReplayGuard({ store: stores.replayGuard, mailbox, clock });
  const signals: OpenedSignal[] = [];
  const ordered: string[] = [];
  const order = (what: string) => () => void ordered.push(what);
  const pairing = createPairing({
    mailbox,
    contacts,
    guard,
    cleanUp: createCleanUp({ guard, mailbox, identity: () => bob, clock, log: () => undefined }),
    signals: {
      send: async () => order('signal')(),
      sendKnock: async () => order('knock')(),
      hasJustKnocked: () => false,
    },
    links: {
      async offerForAccept() {
        ordered.push('offer');
        return null;
      },
      drop: () => undefined,
      isOpen: () => false,
      want: order('want'),
      handleSignal: order('signal'),
    },
    identity: () => bob,
    verifyCard: async () => undefined,
    nowMs: clock.nowMs,
    newGrant: () => 'f'.repeat(32),
    onIntroducedAgain: () => undefined,
    onParted: () => undefined,
  });
  const knocks: string[] = [];
  const inbox = createInbox({
    mailbox,
    box: () => bob.box,
    envelope: () => ({
      seal: async () => new Uint8Array(0),
      open: async (sealed) => signals[new DataView(sealed.buffer).getUint32(0)],
    }),
    contacts,
    guard,
    idOfKeys: async ({ identity }) => `ID${new DataView(identity.buffer).getUint32(0)}`,
    log: () => undefined,
    onSignal: async () => undefined,
    async onKnock(knock) {
      knocks.push(knock.id);
      await pairing.handleKnock(knock);
    },
    ...unheard,
  });

  /** A signal of a stranger with that number, as the envelope that opens to it. */
  const write = (stranger: number, sequence: number): Uint8Array => {
    const identity = new Uint8Array(32);
    new DataView(identity.buffer).setUint32(0, stranger);
    const sealed = new Uint8Array(1_024);
    new DataView(sealed.buffer).setUint32(0, signals.length);
    const payload = { name: 'S', grant: 'a'.repeat(32), beacon: 'b'.repeat(32), box: 'c'.repeat(64) };
    const sender = { identity, agreement: identity };
    signals.push({ kind: 'knock', session: 0, sequence, messageId: `${signals.length}`, payload, sender });
    return sealed;
  };
  const deliver = async (sealed: Uint8Array, account = 'account') => {
    inbox.listener.onKnock({ account, sealed, atMs: clock.nowMs(), fresh: true });
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
  };
  return { clock, contacts, guard, pairing, knocks, write, deliver, ordered };
}

describe('knocks in the inbox', () => {
  it('are known again after their sender was removed, also once their IDs are forgotten', async () => {
    const { clock, contacts, pairing, knocks, write, deliver } = await setUp();
    const first = write(1, 100);
    await deliver(first);
    await pairing.remove('ID1');
    await deliver(first);
    expect(knocks).toEqual(['ID1']);
    clock.advance(22 * dayMs);
    await deliver(write(2, 1));
    await deliver(first);
    expect(knocks).toEqual(['ID1', 'ID2']);
    expect(contacts.get('ID1')).toBeUndefined();

    await deliver(write(1, 101));
    expect(contacts.get('ID1')).toMatchObject({ status: 'asked', seenSequence: 101 });
  });

  it.each(['decline', 'block'] as const)('of an account are ignored after its request met with %s', async (answer) => {
    const { contacts, pairing, write, deliver } = await setUp();
    await deliver(write(1, 100), 'pushy');
    await pairing[answer]('ID1');
    await deliver(write(1, 101), 'pushy');
    await deliver(write(2, 100), 'pushy');
    expect(contacts.all().filter(({ status }) => status === 'asked')).toEqual([]);
    await deliver(write(3, 100), 'somebody else');
    expect(contacts.get('ID3')?.status).toBe('asked');
  });

  it('of a thousand strangers order no connection, no offer and no signal', async () => {
    const { contacts, write, deliver, ordered } = await setUp();
    for (let stranger = 0; stranger < 1_000; stranger += 1) {
      await deliver(write(stranger, 100), `account ${stranger}`);
    }
    expect(contacts.all().filter(({ status }) => status === 'asked')).toHaveLength(1_000);
    expect(ordered).toEqual([]);
  });
});

describe('the memory of knocks', () => {
  it('lasts 21 days and no longer', async () => {
    const { clock, guard } = await setUp();
    await guard.rememberKnock('first');
    clock.advance(21 * dayMs - 1);
    await guard.rememberKnock('second');
    expect(await guard.hasSeen('first')).toBe(true);
    clock.advance(1);
    await guard.rememberKnock('third');
    expect(await guard.hasSeen('first')).toBe(false);
    expect(await guard.hasSeen('second')).toBe(true);
  });
});
