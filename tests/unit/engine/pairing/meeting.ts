import { expect, vi } from 'vitest';
import { systemClock as clock } from '#src/adapters/system-clock.ts';
import type { MailboxPort } from '#src/engine/ports/mailbox-port.ts';
import { createFakePerson } from '../../../fakes/fake-person.ts';
import { createInMemoryMailboxService } from '../../../fakes/in-memory-mailbox.ts';

/** People with real keys at one service. */

const people: ReturnType<typeof createFakePerson>[] = [];

export async function leave(): Promise<void> {
  for (const person of people.splice(0)) await person.introductions.close();
}

/** `through` may stand between somebody and the service. */
export async function join(
  service: ReturnType<typeof createInMemoryMailboxService>,
  name: string,
  through: (mailbox: MailboxPort) => MailboxPort = (mailbox) => mailbox,
) {
  const mailbox = through(service.connect(`account of ${name}`));
  const person = { ...createFakePerson({ name, mailbox, clock }), mailbox };
  people.push(person);
  await person.introductions.identity.create(name);
  await vi.waitFor(() => expect(person.introductions.publication.state()).toBe('reachable'));
  const { id, beacon } = person.introductions.identity.require();
  await until(async () => expect(await service.connect('a reader').fetchPresence(beacon)).not.toBeNull());
  return { ...person, id, status: (of: { id: string }) => person.contacts.get(of.id)?.status };
}

export async function meet(throughBob?: (mailbox: MailboxPort) => MailboxPort) {
  const service = createInMemoryMailboxService({ clock });
  const [alice, bob] = await Promise.all([join(service, 'Alice'), join(service, 'Bob', throughBob)]);
  return { service, alice, bob };
}

export type Person = Awaited<ReturnType<typeof join>>;

export const invite = (from: Person, to: Person, token: string | null = null) =>
  from.introductions.pairing.invite(to.id, token);

/** Both are contacts, and each has heard of the other. */
export async function becomeContacts(alice: Person, bob: Person): Promise<void> {
  await invite(alice, bob);
  await until(() => expect(bob.status(alice)).toBe('asked'));
  await bob.introductions.pairing.accept(alice.id);
  await until(() => expect(alice.status(bob)).toBe('accepted'));
}

/** Writes an offer, as whoever opens the conversation does; whether it was taken. */
export async function reachFor(from: Person, to: Person): Promise<boolean> {
  const contact = from.contacts.get(to.id);
  const offer = { kind: 'offer', session: 9, payload: { description: 'd' } } as const;
  if (contact?.status !== 'accepted') return false;
  return from.introductions.signals.send(contact, offer).then(
    () => true,
    () => false,
  );
}

export const until = (condition: () => void | Promise<void>) => vi.waitFor(condition, { timeout: 4_000, interval: 5 });
