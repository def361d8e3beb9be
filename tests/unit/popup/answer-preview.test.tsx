import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { DeviceTestState } from '#src/shared/messaging/contract.ts';
import type { Snapshot } from '#src/shared/snapshot.ts';
import { callWith, contactNamed, emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

const bob = contactNamed('Bob');
const ringing = callWith(bob, { direction: 'incoming', phase: 'incoming', connectedAtMs: null });
const two = [
  { id: 'c', label: 'Integrated camera' },
  { id: 'd', label: 'Desk camera' },
];

async function ring(change: Partial<Snapshot> = {}, camera: DeviceTestState = 'on') {
  const view = { microphone: 'off', camera, picture: camera === 'on' ? 1 : 0 } as const;
  const asked: unknown[] = [];
  const app = await mountApp(
    { ...emptySnapshot, contacts: [bob], call: ringing, ...change },
    {
      answers: {
        holdDevices: async (_, devices, callId) => {
          asked.push([devices, callId]);
          return view;
        },
      },
    },
  );
  return { ...app, asked, last: () => app.commands.log.at(-1)?.[0] };
}

async function press(name: string): Promise<void> {
  fireEvent.click(await screen.findByRole('button', { name }));
}

const noPicture = () => waitFor(() => expect(screen.queryByLabelText('Camera preview')).toBeNull());

afterEach(cleanup);

describe('a look at oneself before the answer', () => {
  it('opens no camera before the click, and that call’s only after it', async () => {
    const { asked, attached } = await ring();
    await screen.findByRole('button', { name: 'Show my camera' });
    expect(asked).toEqual([]);
    await press('Show my camera');
    await screen.findByLabelText('Camera preview');
    expect(asked[0]).toEqual([['camera'], ringing.callId]);
    await waitFor(() => expect(attached).toEqual(['self:preview']));
  });

  it('is over when it is hidden again', async () => {
    const { last } = await ring();
    await press('Show my camera');
    await screen.findByLabelText('Camera preview');
    await press('Hide my camera');
    await noPicture();
    expect(last()).toBe('releaseDevices');
  });

  it('is over with the ring, and the next ring begins without it', async () => {
    const { change, last } = await ring();
    await press('Show my camera');
    await screen.findByLabelText('Camera preview');
    change({ call: { ...ringing, callId: 'call-2' } });
    await noPicture();
    expect(last()).toBe('releaseDevices');
    expect(screen.queryByRole('button', { name: 'Hide my camera' })).toBeNull();
  });

  it.each([
    [true, 'mirrored'],
    [false, ''],
  ])('is mirrored as chosen: %s', async (mirrorSelfView, expected) => {
    await ring({ settings: { ...emptySnapshot.settings, mirrorSelfView } });
    await press('Show my camera');
    expect((await screen.findByLabelText('Camera preview')).className).toBe(expected);
  });

  it.each([
    ['not-asked', 'If you answer with video, your browser will ask to use your camera.'],
    ['denied', 'Beeline isn’t allowed to use your camera. You can still answer with audio.'],
    ['missing', 'No camera found. You can still answer with audio.'],
    ['busy', 'Another app is using it. Close that app and try again.'],
    ['hangs', 'It isn’t responding. Unplug it, plug it back in and try again.'],
    ['no-window', 'In Firefox it works only while a Beeline window is open. Try again.'],
    ['silenced', 'It’s switched off by the system or on the device itself.'],
  ] as const)('says in words why there is no picture: %s', async (camera, words) => {
    await ring({}, camera);
    await press('Show my camera');
    await waitFor(() => expect(screen.getAllByRole('status').map((one) => one.textContent)).toContain(words));
    await noPicture();
  });

  it('takes another camera for the look and the call', async () => {
    const { commands } = await ring({ devices: { microphone: [], camera: two, speaker: [] } });
    await press('Show my camera');
    const choice = await screen.findByRole('combobox', { name: 'Camera' });
    fireEvent.change(choice, { target: { value: 'd' } });
    expect(commands.log.at(-1)).toEqual(['changeSettings', { camera: two[1] }]);
  });
});
