import { createFirestoreMailbox } from '#src/adapters/firestore/firestore-mailbox.ts';
import { systemClock as clock } from '#src/adapters/system-clock.ts';
import { slotPath } from '#src/engine/mailbox/document-paths.ts';
import type { MailboxPort } from '#src/engine/ports/mailbox-port.ts';
import { until } from '../../../../scripts/lib/browser/find.mjs';
import { createFakePerson } from '../../../fakes/fake-person.ts';
import { emulatorAddresses } from '../../../integration/mailbox/emulator-address.ts';
import { plantDocument } from '../../../integration/mailbox/emulator-owner.ts';

/** A signal that the operator has taken off its way. */
export interface TakenSignal {
  readonly path: string;
  readonly sealed: Uint8Array;
}

const soonMs = 5_000;
/** Longer than the library leaves a broken stream alone. */
const latestMs = 75_000;

/** Only what arrives at the real service is under an operator's hands, so everything here goes through the emulator. */
const services: MailboxPort[] = [];

/**
 * The emulator writes two answers into each other now and then, after which the library leaves the stream of the watches
 * alone for a minute; what seeks a link would open it anew before that, and so does this, which helps once a minute.
 */
export async function eventually(what: string, check: () => boolean): Promise<void> {
  try {
    await until(what, check, { timeoutMs: soonMs, everyMs: 10 });
  } catch {
    for (const service of services) service.renewWatches();
    await until(what, check, { timeoutMs: latestMs, everyMs: 10 });
  }
}

/** What is written while `taken` is a list goes there and not to its reader. */
function tap(mailbox: MailboxPort) {
  let taken: TakenSignal[] | undefined;
  const tapped: MailboxPort = {
    ...mailbox,
    async writeSlot(slot) {
      if (!taken) return mailbox.writeSlot(slot);
      taken.push({ path: slotPath(slot.box, slot.grant, slot.index), sealed: slot.sealed.slice() });
    },
    async writeKnock(knock) {
      if (!taken) return mailbox.writeKnock(knock);
      taken.push({ path: `inbox/${knock.box}/knock/${await mailbox.signIn()}`, sealed: knock.sealed.slice() });
    },
  };
  /** What is written meanwhile, which reaches nobody. */
  const takeAway = async (write: () => Promise<unknown>): Promise<TakenSignal> => {
    const signals: TakenSignal[] = [];
    taken = signals;
    const outcome = await write();
    taken = undefined;
    const [signal] = signals;
    if (!signal) throw new Error(`nothing was written: ${JSON.stringify(outcome)}`);
    return signal;
  };
  return { tapped, takeAway };
}

export type Person = Awaited<ReturnType<typeof join>>;

/** Somebody with real keys and an account of the emulator, whose links only take notes. */
export async function join(name: string) {
  const appName = `${name} ${crypto.randomUUID()}`;
  const config = { apiKey: 'demo', projectId: 'demo-beeline', emulators: emulatorAddresses(), appName };
  const service = createFirestoreMailbox(config, { clock, log: () => undefined });
  services.push(service);
  const { tapped, takeAway } = tap(service);
  const person = createFakePerson({ name, mailbox: tapped, clock });
  await person.introductions.identity.create(name);
  await eventually(`${name} to be reachable`, () => person.introductions.publication.state() === 'reachable');
  const identity = person.introductions.identity.require();
  const account = await tapped.signIn();
  return { ...person, mailbox: tapped, takeAway, identity, account, id: identity.id };
}

/** The same person in a browser that has just been opened. */
export async function startAgain({ name, mailbox, saved }: Person) {
  const again = createFakePerson({ name, mailbox, clock, saved });
  await again.contacts.load();
  await again.introductions.identity.load();
  return again;
}

export async function makeContacts(one: Person, other: Person): Promise<void> {
  await one.introductions.pairing.invite(other.id, null);
  await eventually('the request', () => other.contacts.get(one.id)?.status === 'asked');
  await other.introductions.pairing.accept(one.id);
  await eventually('the acceptance', () => one.orders.signals.some(({ id }) => id === other.id));
  await sendSignal(one, other);
}

let session = 100;

/** A genuine signal that arrives; resolves once it did. */
export async function sendSignal(from: Person, to: Person): Promise<void> {
  const number = writeSession();
  await write(from, to, number);
  await untilHeard(to, number);
}

/** A genuine offer of `from` to `to`, taken off its way. */
export async function takeOffer(from: Person, to: Person): Promise<TakenSignal & { readonly session: number }> {
  const number = writeSession();
  return { ...(await from.takeAway(() => write(from, to, number))), session: number };
}

export async function untilHeard(person: Person, number: number): Promise<void> {
  const isHeard = (): boolean => person.orders.signals.some(({ signal }) => signal.session === number);
  await eventually(`${person.name} to hear signal ${number}`, isHeard);
}

function writeSession(): number {
  session += 1;
  return session;
}

async function write(from: Person, to: Person, number: number): Promise<void> {
  const record = from.contacts.accepted().find(({ id }) => id === to.id);
  if (!record) throw new Error(`${to.name} is no contact of ${from.name}`);
  await from.introductions.signals.send(record, {
    kind: 'offer',
    session: number,
    payload: { description: { number } },
  });
}

/** The service lets nobody write over a signal within a second, and a genuine one may be meant for the same place next. */
const plantedAgoMs = 1_500;

/** Puts an envelope wherever the operator likes. */
export async function plantSignal({ path, sealed }: TakenSignal): Promise<void> {
  await plantDocument(emulatorAddresses().firestore, path, { sealed }, Date.now() - plantedAgoMs);
}

/** Everything that whoever is named could have brought about at this person, and all requests and contacts. */
export function effectsAt(person: Person, except: Person): string {
  const { signals, wanted, dropped, offers } = person.orders;
  const others = ({ id }: { readonly id: string }): boolean => id !== except.id;
  return JSON.stringify({
    signals: signals.filter(others).length,
    wanted,
    dropped,
    offers,
    contacts: person.contacts.all().filter(others),
  });
}
