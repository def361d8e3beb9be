import type { Snapshot } from '#src/shared/snapshot.ts';
import { emptySnapshot } from '../../fakes/surface-snapshots.ts';
import type { Scene } from './scenes.ts';

/** Who one is, the settings, and the ways of an identity out of this browser, into it, and away from it. */
export function identityScenes(snapshot: Snapshot): Readonly<Record<string, Scene>> {
  return {
    'first-run': { snapshot: { ...emptySnapshot, phase: 'first-run', self: null } },
    'my-id': { snapshot: emptySnapshot, view: { name: 'my-id' } },
    'my-id-publishing': {
      snapshot: { ...emptySnapshot, self: { name: 'Alice', id: null, inviteLink: null, publication: 'publishing' } },
      view: { name: 'my-id' },
    },
    'my-id-taken': {
      snapshot: { ...emptySnapshot, self: { name: 'Alice', id: null, inviteLink: null, publication: 'taken' } },
      view: { name: 'my-id' },
    },
    'first-run-restore': {
      snapshot: { ...emptySnapshot, phase: 'first-run', self: null },
      opens: '.first-run-return button',
    },
    elsewhere: { snapshot: { ...snapshot, phase: 'elsewhere' } },
    damaged: { snapshot: { ...emptySnapshot, phase: 'damaged', self: null } },
    copied: { snapshot: { ...snapshot, phase: 'copied' } },
    settings: { snapshot, view: { name: 'settings' } },
    'settings-connection': { snapshot, view: { name: 'settings' }, opens: '.connection-test button' },
    'settings-delete': { snapshot, view: { name: 'settings' }, opens: '.settings .quiet-danger' },
    'back-up': { snapshot, view: { name: 'back-up' } },
    'back-up-words': { snapshot, view: { name: 'back-up' }, opens: '.recovery .primary' },
    'restore-replaces': {
      snapshot,
      view: { name: 'restore' },
      typed: 'zoo zoo zoo',
      opens: 'button[type="submit"]',
    },
  };
}
