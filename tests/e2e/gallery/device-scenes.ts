import type { Snapshot } from '#src/shared/snapshot.ts';
import { callWith, contactNamed } from '../../fakes/surface-snapshots.ts';
import type { Scene } from './scenes.ts';

const inCall = { name: 'call' } as const;
const seen = { pictures: { camera: 1, screen: 0 } };
const selfSeen = { pictures: { camera: 1, screen: 0 } };
const bob = contactNamed('Bob Marsh');
const longNamed = contactNamed('Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Maximiliane');

/** Choosing devices, and what is shared and shown in a call. */
export function deviceScenes(full: Snapshot): Readonly<Record<string, Scene>> {
  const during = (change: Parameters<typeof callWith>[1], contact = bob): Scene => ({
    snapshot: { ...full, call: callWith(contact, change) },
    view: inCall,
  });
  const looking: Snapshot = {
    ...full,
    call: callWith(longNamed, { direction: 'incoming', phase: 'incoming' }),
    devices: {
      microphone: [],
      camera: [
        { id: 'c', label: 'Integrated camera' },
        { id: 'd', label: 'Conference camera with a long name (046d:0892)' },
      ],
      speaker: [],
    },
  };
  return {
    'incoming-preview': { snapshot: looking, opens: '.answer-preview .button', height: 510 },
    'incoming-preview-panel': {
      snapshot: looking,
      opens: '.answer-preview .button',
      width: 320,
      height: 800,
      frame: 'panel',
    },
    'settings-devices': {
      snapshot: {
        ...full,
        settings: { ...full.settings, camera: { id: 'gone', label: 'Conference camera with a long name (046d:0892)' } },
        devices: {
          microphone: [{ id: 'm', label: 'Headset' }],
          camera: [{ id: 'c', label: 'Integrated camera' }],
          speaker: [],
        },
      },
      view: { name: 'settings' },
      height: 1600,
    },
    'settings-devices-unnamed': {
      snapshot: {
        ...full,
        devices: {
          microphone: [{ id: '', label: '' }],
          camera: [{ id: '', label: '' }],
          speaker: [{ id: '', label: '' }],
        },
      },
      view: { name: 'settings' },
      height: 1400,
    },
    'call-sharing': during({
      self: { ...selfSeen, screen: 'on', share: { paused: 'frozen', mode: 'text', source: 'tab', page: null } },
      other: seen,
    }),
    'call-share-hidden-there': during(
      {
        self: selfSeen,
        other: {
          camera: false,
          screen: true,
          screenSound: true,
          sharePaused: 'blank',
          pictures: { camera: 0, screen: 1 },
        },
        notices: ['camera-switched'],
      },
      longNamed,
    ),
    'call-self-hidden': {
      snapshot: {
        ...full,
        settings: { ...full.settings, showSelfView: false },
        call: callWith(bob, { self: selfSeen, other: seen }),
      },
      view: inCall,
    },
    'settings-relay': {
      snapshot: {
        ...full,
        network: 'no-relay',
        sleeps: true,
        settings: {
          ...full.settings,
          relayOnly: true,
          relayServer: { address: 'no server!', username: 'alice', hasPassword: true },
        },
      },
      view: { name: 'settings' },
      height: 1_800,
    },
  };
}
