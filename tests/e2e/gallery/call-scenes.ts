import type { PastCallView, Snapshot } from '#src/shared/snapshot.ts';
import type { Scene } from './scenes.ts';

const now = Date.now();
const minute = 60_000;
const day = 24 * 60 * minute;

/** What is kept of calls that are over. */
export function callScenes(snapshot: Snapshot): Readonly<Record<string, Scene>> {
  const [bob, nour, ayaka, longNamed] = snapshot.contacts.map(({ id }) => id);
  const call = (id: string, contactId = '', change: Partial<PastCallView> = {}): PastCallView => ({
    kind: 'call',
    id,
    contactId,
    mine: false,
    video: false,
    ending: 'hung-up-there',
    atMs: now - 5 * minute,
    durationMs: 0,
    ...change,
  });
  const calls = [
    call('1', bob, { ending: 'cancelled-there' }),
    call('2', ayaka, { video: true, durationMs: 754_000, atMs: now - day }),
    call('3', longNamed, { mine: true, ending: 'no-answer', video: true, atMs: now - 2 * day }),
    call('4', nour, { mine: true, durationMs: 3_754_000, atMs: now - 3 * day }),
    call('5', bob, { share: true, ending: 'missed', atMs: now - 9 * day }),
  ];
  const contacts = snapshot.contacts.map((contact) => {
    if (contact.id === bob) return { ...contact, missedCalls: { count: 1, atMs: now - minute } };
    if (contact.id === ayaka) return { ...contact, missedCalls: { count: 2, atMs: now - day, share: true as const } };
    return contact;
  });
  return {
    'home-missed': { snapshot: { ...snapshot, contacts } },
    calls: { snapshot, view: { name: 'calls' }, calls },
    'calls-none': { snapshot, view: { name: 'calls' } },
    'calls-panel': { snapshot, view: { name: 'calls' }, calls, width: 320, frame: 'panel' },
  };
}
