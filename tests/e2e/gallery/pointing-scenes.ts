import type { PointingView, ShareSide } from '#src/shared/pointing-view.ts';
import { drawingTopic, pointerTopic } from '#src/shared/pointing-view.ts';
import type { Snapshot } from '#src/shared/snapshot.ts';
import type { CallChange } from '../../fakes/surface-snapshots.ts';
import { callWith, contactNamed } from '../../fakes/surface-snapshots.ts';
import type { Scene } from './scenes.ts';

const bob = contactNamed('Bob Marsh');
const longNamed = contactNamed('Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Maximiliane');

/** A ring around the middle of the painted picture, and a line that is still being drawn. */
const ring = Array.from({ length: 33 }, (_, index) => (index * Math.PI) / 16).flatMap((angle) => [
  0.5 + 0.12 * Math.cos(angle),
  0.45 + 0.2 * Math.sin(angle),
]);

function marksOn(picture: ShareSide): NonNullable<Scene['told']> {
  return {
    [drawingTopic(picture)]: [{ n: 1, stays: true, line: ring, endedMsAgo: 0 }],
    [pointerTopic(picture)]: {
      at: [0.78, 0.3],
      click: null,
      stroke: { n: 2, stays: true, line: [0.66, 0.6, 0.7, 0.52, 0.74, 0.4, 0.78, 0.3] },
    },
  };
}

const self = {
  screen: 'on',
  pictures: { camera: 0, screen: 1 },
  share: { paused: null, mode: 'text', source: 'tab', page: null },
} as const;
const theirs: CallChange = {
  self: { pictures: { camera: 1, screen: 0 } },
  other: { screen: true, pictures: { camera: 0, screen: 1 } },
};

/** Pointing and drawing on a share, for both. */
export function pointingScenes(full: Snapshot): Readonly<Record<string, Scene>> {
  const scene = (call: CallChange, pointing: Partial<PointingView>, contact = bob): Scene => ({
    snapshot: {
      ...full,
      call: callWith(contact, call),
      pointing: { contactId: contact.id, onTheirs: null, onMine: null, ...pointing },
    },
    view: { name: 'call' },
  });
  const watching: Scene = {
    ...scene(theirs, { onTheirs: 'allowed' }),
    told: marksOn('theirs'),
    opens: '.call-panel .icon-button',
  };
  const onMine = { allowed: true, supported: true, active: true };
  const shared: Scene = { ...scene({ self }, { onMine }), told: marksOn('mine') };
  const elsewhere = { view: { name: 'conversation', contactId: bob.id }, entries: [] } as const;
  return {
    'pointing-watching': watching,
    'pointing-watching-tab': { ...watching, width: 1024, height: 700, frame: 'tab' },
    'pointing-refused': scene(theirs, { onTheirs: 'refused' }, longNamed),
    'pointing-unsupported': scene(
      { ...theirs, self },
      { onTheirs: 'unsupported', onMine: { ...onMine, supported: false } },
    ),
    'pointing-shared': shared,
    'pointing-shared-panel': { ...shared, width: 320, height: 800, frame: 'panel' },
    'pointing-elsewhere': { ...shared, ...elsewhere },
    'pointing-elsewhere-panel': { ...shared, ...elsewhere, width: 320, height: 800, frame: 'panel' },
  };
}
