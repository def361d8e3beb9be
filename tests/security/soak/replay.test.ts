import { systemClock as clock } from '#src/adapters/system-clock.ts';
import type { InboxListener, MailboxPort } from '#src/engine/ports/mailbox-port.ts';
import { until } from '../../../scripts/lib/browser/find.mjs';
import { createFakePerson } from '../../fakes/fake-person.ts';
import { createInMemoryMailboxService } from '../../fakes/in-memory-mailbox.ts';
import { soakRow } from '../../soak/support/row.ts';

/** An envelope as the operator has seen it, with whatever else it takes to show it to its reader once more. */
type Replay = (listener: InboxListener, atMs: number) => void;

const laterPoints = 8;

/** A mailbox whose operator writes down every envelope and can deliver it again with a stamp of now. */
function wiretap(mailbox: MailboxPort, account: string) {
  const envelopes: Replay[] = [];
  const listeners: InboxListener[] = [];
  let isWithheld = false;
  const tapped: MailboxPort = {
    ...mailbox,
    writeSlot(slot) {
      const { grant, index } = slot;
      const sealed = slot.sealed.slice();
      envelopes.push((listener, atMs) => listener.onSlot({ grant, index, sealed: sealed.slice(), atMs, fresh: true }));
      return isWithheld ? Promise.resolve() : mailbox.writeSlot(slot);
    },
    writeKnock(knock) {
      const sealed = knock.sealed.slice();
      envelopes.push((listener, atMs) => listener.onKnock({ account, sealed: sealed.slice(), atMs, fresh: true }));
      return mailbox.writeKnock(knock);
    },
    watchInbox(box, listener, signal) {
      listeners.push(listener);
      mailbox.watchInbox(box, listener, signal);
    },
  };
  /** Lets something be written that does not arrive by itself. */
  const withhold = async (write: () => Promise<void>): Promise<void> => {
    isWithheld = true;
    await write();
    isWithheld = false;
  };
  return { tapped, envelopes, listeners, withhold };
}

async function join(service: ReturnType<typeof createInMemoryMailboxService>, name: string) {
  const account = `account of ${name}`;
  const tap = wiretap(service.connect(account), account);
  const person = createFakePerson({ name, mailbox: tap.tapped, clock });
  await person.introductions.identity.create(name);
  await until(`${name} to be reachable`, () => person.introductions.publication.state() === 'reachable');
  return { ...tap, ...person, id: person.introductions.identity.require().id };
}

type Person = Awaited<ReturnType<typeof join>>;

/** Everything an envelope could do to its reader. */
function effectsOn({ orders, contacts, tapped }: Person): string {
  const { writes, deletes } = tapped.usage();
  return JSON.stringify({ orders, contacts: contacts.all(), writes, deletes });
}

/** Waits until everything shown to them so far has been dealt with: what comes last is nonsense, and is counted. */
async function goneThrough({ listeners, introductions, name }: Person): Promise<void> {
  for (const listener of listeners) {
    // Signals shown together are read together; the second nonsense has to wait for all of them.
    for (let round = 0; round < 2; round += 1) {
      const before = introductions.droppedDocuments();
      listener.onKnock({ account: 'nobody', sealed: new Uint8Array(1_024), atMs: clock.nowMs(), fresh: true });
      await until(`${name} to count nonsense`, () => introductions.droppedDocuments() > before, { everyMs: 2 });
    }
  }
}

async function story(): Promise<{ alice: Person; bob: Person; points: (() => Promise<void>)[] }> {
  const service = createInMemoryMailboxService({ clock });
  const [alice, bob] = await Promise.all([join(service, 'Alice'), join(service, 'Bob')]);
  await alice.introductions.pairing.invite(bob.id, null);
  await until('the request', () => bob.contacts.get(alice.id)?.status === 'asked');
  await bob.introductions.pairing.accept(alice.id);
  await until('the acceptance', () => alice.orders.signals.length === 1);
  let session = 10;
  const exchange = async (): Promise<void> => {
    session += 1;
    const [from, to] = session % 2 === 0 ? [alice, bob] : [bob, alice];
    const [record] = from.contacts.accepted();
    if (!record) throw new Error('they are no contacts any more');
    const before = to.orders.signals.length;
    const kind = (['answer', 'offer', 'candidates', 'poke'] as const)[session % 4] ?? 'poke';
    await from.introductions.signals.send(record, { kind, session, payload: { description: { session } } });
    await until('the signal', () => to.orders.signals.length > before);
  };
  return { alice, bob, points: Array.from({ length: laterPoints }, () => exchange) };
}

/** Shows everything that the other has ever written; resolves to the number of showings, once all are dealt with. */
async function replayAll(reader: Person, writer: Person): Promise<number> {
  for (const replay of writer.envelopes) {
    for (const listener of reader.listeners) replay(listener, clock.nowMs());
  }
  await goneThrough(reader);
  return writer.envelopes.length;
}

/** Replays at every point of one story; resolves to the faults. */
async function tellAndReplay(count: (replays: number) => void): Promise<readonly string[]> {
  const { alice, bob, points } = await story();
  const faults: string[] = [];
  for (const [point, goOn] of points.entries()) {
    await goOn();
    for (const [reader, writer] of [[alice, bob] as const, [bob, alice] as const]) {
      const before = effectsOn(reader);
      count(await replayAll(reader, writer));
      if (effectsOn(reader) !== before) faults.push(`${reader.name} acted at point ${point + 1}`);
    }
  }
  faults.push(...(await findDeafness(alice, bob)));
  await Promise.all([alice, bob].map(({ introductions }) => introductions.close()));
  return faults;
}

/** A signal that is shown for the first time, on the way of the replays, must have an effect. */
async function findDeafness(alice: Person, bob: Person): Promise<readonly string[]> {
  const [record] = alice.contacts.accepted();
  if (record)
    await alice.withhold(() => alice.introductions.signals.send(record, { kind: 'poke', session: 99, payload: {} }));
  const before = effectsOn(bob);
  await replayAll(bob, alice);
  return effectsOn(bob) === before ? ['a new signal has no effect either'] : [];
}

soakRow({
  row: 'every recorded envelope replayed at 8 later points: 0 effects',
  unit: 'stories',
  full: 50,
  short: 1,
  async run({ count, isOutOfTime, progress }) {
    const faults: string[] = [];
    let replays = 0;
    let done = 0;
    while (done < count && !isOutOfTime()) {
      faults.push(
        ...(await tellAndReplay((shown) => {
          replays += shown;
        })),
      );
      done += 1;
      progress(done);
    }
    return { done, faults, detail: `${replays} replays` };
  },
});
