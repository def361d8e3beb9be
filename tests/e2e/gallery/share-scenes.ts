import type { CallNoteView, CallView, Snapshot } from '#src/shared/snapshot.ts';
import type { CallChange } from '../../fakes/surface-snapshots.ts';
import { callWith, contactNamed, messageSaying } from '../../fakes/surface-snapshots.ts';
import type { Scene } from './scenes.ts';

const minute = 60_000;
const now = Date.now();
const bob = contactNamed('Bob Marsh');
const longNamed = contactNamed('Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Maximiliane');

const sharing = { microphone: false, camera: false, screen: true } as const;

/** A screen that is shown without a call. */
export function shareScenes(full: Snapshot): Readonly<Record<string, Scene>> {
  const share = (change: CallChange, contact = bob): Scene => ({
    snapshot: { ...full, call: shareWith(change, contact) },
    view: { name: 'call' },
  });
  const watching = {
    direction: 'incoming',
    self: { microphone: 'none', camera: 'off', screen: 'off' },
    other: { ...sharing, pictures: { camera: 0, screen: 1 } },
  } as const;
  const nothing = { connectedAtMs: null } as const;
  const incoming = { ...watching, ...nothing, other: sharing, phase: 'incoming' } as const;
  return {
    'share-incoming': { snapshot: { ...full, call: shareWith(incoming, bob) } },
    'share-incoming-long-name': { snapshot: { ...full, call: shareWith(incoming, longNamed) } },
    'share-waiting': share({ phase: 'ringing', ...nothing }),
    'share-showing': share({}, longNamed),
    'share-watching': share(watching),
    'share-stopped': share({ ...watching, phase: 'ended', ending: 'hung-up-there' }),
    'share-declined': share({ ...nothing, phase: 'ended', ending: 'declined-there' }),
    'share-refused': share({ ...nothing, phase: 'ended', ending: 'permission-refused' }, longNamed),
    'share-no-answer': share({ ...nothing, phase: 'ended', ending: 'no-answer' }, longNamed),
    'share-elsewhere': {
      snapshot: { ...full, call: shareWith(watching, bob) },
      view: { name: 'conversation', contactId: bob.id },
      entries: notes,
    },
    'share-notes': { snapshot: full, view: { name: 'conversation', contactId: longNamed.id }, entries: notes },
    'share-notes-panel': {
      snapshot: full,
      view: { name: 'conversation', contactId: bob.id },
      entries: notes,
      width: 320,
      height: 800,
      frame: 'panel',
    },
  };
}

function shareWith(change: CallChange, contact: typeof bob): CallView {
  return callWith(contact, {
    shareOnly: true,
    video: false,
    self: { microphone: 'none', camera: 'off', screen: 'on' },
    other: { microphone: false, camera: false, screen: false },
    ...change,
  });
}

function noteOf(change: Partial<CallNoteView>, index: number): CallNoteView {
  return {
    kind: 'call',
    id: `share-${index}`,
    mine: true,
    video: false,
    share: true,
    ending: 'hung-up-here',
    atMs: now - (12 - index) * minute,
    durationMs: 0,
    ...change,
  };
}

const endings: readonly Partial<CallNoteView>[] = [
  { ending: 'declined-there' },
  { ending: 'no-answer' },
  { ending: 'hung-up-here', durationMs: 754_000 },
  { mine: false, ending: 'missed' },
  { mine: false, ending: 'cancelled-there' },
];

const notes = [
  messageSaying('Shall I show you the plan?', { mine: true, state: 'read', atMs: now - 14 * minute }),
  ...endings.map(noteOf),
  messageSaying('That helped, thank you', { atMs: now - minute }),
];
