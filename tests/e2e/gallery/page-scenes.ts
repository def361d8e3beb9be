import type { Snapshot } from '#src/shared/snapshot.ts';
import { emptySnapshot } from '../../fakes/surface-snapshots.ts';
import type { Scene } from './scenes.ts';

const phone = { width: 360, height: 640, frame: 'tab' } as const;
const desk = { width: 1000, height: 700, frame: 'tab' } as const;
const invited = {
  kind: 'whole',
  id: '7K3M9QXAW2NP4TGVC1HR',
  link: 'https://beeline.example/#the-link',
} as const;

/** The app in an ordinary page, mostly on a phone. */
export function pageScenes(snapshot: Snapshot): Readonly<Record<string, Scene>> {
  const newcomer: Snapshot = { ...emptySnapshot, phase: 'first-run', self: null };
  return {
    'page-join': { snapshot: newcomer, page: invited, ...phone },
    'page-join-desk': { snapshot: newcomer, page: invited, ...desk },
    'page-join-altered': { snapshot: newcomer, page: { kind: 'altered' }, ...phone },
    'page-begin': { snapshot: newcomer, page: null, ...phone },
    'page-home': { snapshot, page: null, ...phone },
    'page-home-desk': { snapshot, page: null, ...desk },
    'page-settings': { snapshot, page: null, view: { name: 'settings' }, ...phone },
    'page-unfit': { snapshot, page: 'unfit', ...phone },
    'page-other-tab': { snapshot, page: 'other-tab', ...phone },
  };
}
