import { createContactBook } from '#src/engine/contacts/contact-book.ts';
import { createCleanUp } from '#src/engine/mailbox/clean-up.ts';
import { createReplayGuard } from '#src/engine/mailbox/replay-guard.ts';
import type { Pairing } from '#src/engine/pairing/pairing.ts';
import { createPairing } from '#src/engine/pairing/pairing.ts';
import type { PairingDependencies } from '#src/engine/pairing/pairing-effects.ts';
import type { AcceptPayload, KnockPayload } from '#src/engine/pairing/rules/signals.ts';
import { MailboxError } from '#src/engine/ports/mailbox-port.ts';
import type { ContactRecord, ReplayGuardRecord } from '#src/engine/ports/stores-port.ts';

/** Two people, what each stored of the other, and the service between them: plain data, so that every way on from it can be tried. */

export type Side = 'alice' | 'bob';
export const sides: readonly Side[] = ['alice', 'bob'];
export const other: Readonly<Record<Side, Side>> = { alice: 'bob', bob: 'alice' };

interface Person {
  readonly record?: ContactRecord | undefined;
  readonly guard: ReplayGuardRecord;
  /** What the service holds of their mailbox. */
  readonly grants: readonly string[];
  readonly refusesKnocks: boolean;
  /** Signals from the other side that were not read yet, oldest first. */
  readonly unread: readonly Signal[];
}

export interface World extends Readonly<Record<Side, Person>> {
  /** So that every grant is another one, and numbers rise with time. */
  readonly turns: number;
}

export type Signal =
  | { readonly kind: 'knock'; readonly sequence: number; readonly payload: KnockPayload }
  | {
      readonly kind: 'accept' | 'offer';
      readonly sequence: number;
      readonly grant: string;
      readonly payload: AcceptPayload | null;
    };

export type Action = 'invite' | 'accept' | 'decline' | 'block' | 'remove' | 'offer';

/** From which write of one action on the network is gone; `unheard`: that one arrives, and nobody here learns that it did. */
export type Weather = { readonly cutAt: number; readonly unheard: boolean } | null;

const person: Person = { guard: { knocks: [], removed: [] }, grants: [], refusesKnocks: false, unread: [] };
export const strangers: World = { alice: person, bob: person, turns: 0 };

const keys = { identity: new Uint8Array(32), agreement: new Uint8Array(32) };
const box = 'b'.repeat(64);
const beacon = 'e'.repeat(32);

export function act(world: World, side: Side, [action, weather]: readonly [Action, Weather?]): Promise<World> {
  return change(world, side, {
    weather: weather ?? null,
    async work({ pairing, deps }) {
      if (action === 'invite') await pairing.invite(other[side], null);
      else if (action === 'offer') await offer(deps, other[side]);
      else await pairing[action](other[side]);
    },
  });
}

/** Opens the conversation: whoever believes that both agreed seeks the link. */
async function offer({ contacts, signals }: PairingDependencies, id: string): Promise<void> {
  const contact = contacts.get(id);
  if (contact?.status !== 'accepted') return;
  await signals.send(contact, { kind: 'offer', session: 1, payload: null }).catch((error: unknown) => {
    if (!(error instanceof MailboxError)) throw error;
  });
}

/** The next unread signal is read. `lost`: it was overwritten before; only what lies in a slot can be. */
export function read(world: World, side: Side, lost = false): Promise<World> {
  const [signal, ...rest] = world[side].unread;
  if (signal === undefined) throw new Error('nothing to read');
  const taken: World = { ...world, [side]: { ...world[side], unread: rest } };
  return lost ? Promise.resolve(taken) : hear(taken, side, signal);
}

/** As inbox and reception hand it on. */
export function hear(world: World, side: Side, signal: Signal): Promise<World> {
  return change(world, side, {
    weather: null,
    async work({ pairing, deps: { contacts, guard } }) {
      const from = other[side];
      const seen = contacts.get(from)?.seenSequence ?? (await guard.numbersOf(from))?.seenSequence ?? 0;
      if (signal.sequence <= seen) return;
      const opened = { ...signal, session: 1, messageId: '', sender: keys };
      if (signal.kind === 'knock') return pairing.handleKnock({ id: from, signal: opened, account: from });
      const contact = contacts.findByGrant(signal.grant);
      if (!contact) return;
      await contacts.put({ ...contact, seenSequence: signal.sequence });
      if (signal.kind === 'accept') await pairing.handleAccept(contact, opened, 0);
      else await pairing.handleHeard(contact);
    },
  });
}

/** The service is there, and whatever was to be taken away is. */
export function cleanUp(world: World, side: Side): Promise<World> {
  return change(world, side, { weather: null, work: ({ perform }) => perform() });
}

interface Turn {
  readonly weather: Weather;
  work(parts: { pairing: Pairing; deps: PairingDependencies; perform: () => Promise<void> }): Promise<void>;
}

/** Starts the pairing of one side from what is stored, lets it work, and looks at what is stored then. */
async function change(before: World, side: Side, { weather, work }: Turn): Promise<World> {
  let world: World = { ...before, turns: before.turns + 1 };
  const put = (whose: Side, part: Partial<Person>): void => {
    world = { ...world, [whose]: { ...world[whose], ...part } };
  };
  const nowMs = (): number => world.turns * 100;
  const service = createService({ weather, side, world: () => world, put });
  const store = {
    load: async () => world[side].guard,
    save: async (guard: ReplayGuardRecord) => put(side, { guard }),
  };
  const contacts = createContactBook(
    {
      all: async () => [world[side].record].filter((record) => record !== undefined),
      save: async (record) => put(side, { record }),
      remove: async () => put(side, { record: undefined }),
    },
    () => undefined,
  );
  await contacts.load();
  // Pairing and clean-up ask no more of it.
  const mailbox = service.mailbox as Partial<PairingDependencies['mailbox']> as PairingDependencies['mailbox'];
  const guard = createReplayGuard({ store, mailbox, clock: { nowMs } });
  const own = { id: side, name: side, box, beacon } as ReturnType<PairingDependencies['identity']>;
  const clock = { nowMs, after: () => () => undefined };
  const chores = createCleanUp({ guard, mailbox, identity: () => own, clock, log: () => undefined });
  const written: Promise<void>[] = [];
  const deps: PairingDependencies = {
    mailbox,
    contacts,
    guard,
    cleanUp: chores,
    signals: createSignals(service, contacts, {
      own,
      onSlotWritten: (taken) => void written.push(pairing.handleSlotWritten(other[side], taken)),
    }),
    links: {
      offerForAccept: async () => null,
      drop: () => undefined,
      want: () => undefined,
      isOpen: () => false,
      handleSignal: () => undefined,
    },
    identity: () => own,
    verifyCard: async () => ({ keys, box }),
    nowMs,
    newGrant: () => world.turns.toString().padStart(32, '0'),
    onIntroducedAgain: () => undefined,
    onParted: () => undefined,
    onUnanswered: () => undefined,
  };
  const pairing = createPairing(deps);
  await work({ pairing, deps, perform: chores.perform });
  while (written.length > 0) await Promise.all(written.splice(0));
  return world;
}

interface ServiceSide {
  readonly weather: Weather;
  readonly side: Side;
  world(): World;
  put(whose: Side, part: Partial<Person>): void;
}

/** As much of firebase/firestore.rules as decides who may write. */
function createService({ weather, side, world, put }: ServiceSide) {
  const peer = other[side];
  let writes = 0;
  const write = async (isAllowed: boolean, change: () => void): Promise<void> => {
    const sinceCut = weather === null ? -1 : writes - weather.cutAt;
    writes += 1;
    if (sinceCut > 0 || (sinceCut === 0 && !weather?.unheard)) throw new MailboxError('unreachable');
    if (!isAllowed) throw new MailboxError('denied');
    change();
    if (sinceCut === 0) throw new MailboxError('unreachable');
  };
  const send = (signal: Signal, isAllowed: boolean): Promise<void> =>
    write(isAllowed, () => {
      // One account has one knock: the newer takes the place of the older.
      const kept = world()[peer].unread.filter(({ kind }) => signal.kind !== 'knock' || kind !== 'knock');
      put(peer, { unread: [...kept, signal] });
    });
  return {
    send,
    mayWrite: (grant: string) => world()[peer].grants.includes(grant),
    mayKnock: () => !world()[peer].refusesKnocks,
    mailbox: {
      fetchCard: async () => ({ card: new Uint8Array(1), box }),
      serverNowMs: () => world().turns * 100,
      writeGrant: (_: string, grant: string) =>
        write(true, () => put(side, { grants: [...new Set([...world()[side].grants, grant])] })),
      deleteGrant: (_: string, grant: string) =>
        write(true, () => put(side, { grants: world()[side].grants.filter((one) => one !== grant) })),
      refuseKnocks: () => write(true, () => put(side, { refusesKnocks: true, unread: withoutKnocks(world()[side]) })),
      deleteKnock: () => write(true, () => put(side, { refusesKnocks: false, unread: withoutKnocks(world()[side]) })),
    },
  };
}

function withoutKnocks({ unread }: Person): readonly Signal[] {
  return unread.filter(({ kind }) => kind !== 'knock');
}

/** As the signal sender, without keys: an acceptance that may be unread travels with each offer. */
function createSignals(
  service: ReturnType<typeof createService>,
  contacts: PairingDependencies['contacts'],
  { own, onSlotWritten }: { own: { name: string; beacon: string }; onSlotWritten: (taken: boolean) => void },
): PairingDependencies['signals'] {
  return {
    async send(to, { kind }) {
      const contact = contacts.get(to.id);
      if (contact?.status !== 'accepted') throw new Error('not accepted');
      const { myGrant, theirGrant, confirmed } = contact;
      const { sequence, stored } = contacts.reserveSequence(to.id);
      await stored;
      const payload = { name: own.name, beacon: own.beacon, grant: myGrant, description: null };
      const signal: Signal =
        confirmed && kind === 'offer'
          ? { kind, sequence, grant: theirGrant, payload: null }
          : { kind: 'accept', sequence, grant: theirGrant, payload };
      try {
        await service.send(signal, service.mayWrite(theirGrant));
        onSlotWritten(true);
      } catch (error) {
        if (error instanceof MailboxError && error.code === 'denied') onSlotWritten(false);
        throw error;
      }
    },
    async sendKnock(to, payload) {
      const { sequence, stored } = contacts.reserveSequence(to.id);
      await stored;
      await service.send({ kind: 'knock', sequence, payload: payload as KnockPayload }, service.mayKnock());
    },
    hasJustKnocked: () => false,
  };
}
