import type { Snapshot } from '#src/shared/snapshot.ts';
import type { Scene } from './scenes.ts';

/** The page that asks for camera and microphone. */
export function permissionScenes(snapshot: Snapshot): Readonly<Record<string, Scene>> {
  const page = { snapshot, width: 800, height: 600, frame: 'tab' } as const;
  return {
    permission: { ...page, permission: { video: true, state: 'not-asked' } },
    'permission-voice-denied': { ...page, permission: { video: false, state: 'denied' } },
    'permission-granted': { ...page, permission: { video: true, state: 'granted' } },
  };
}
