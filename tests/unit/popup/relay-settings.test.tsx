import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

afterEach(cleanup);

async function openSettings(hasPassword: boolean, relayOnly = true) {
  const relayServer = { address: 'turn.example.org', username: 'alice', hasPassword };
  const app = await mountApp({
    ...emptySnapshot,
    settings: { ...emptySnapshot.settings, relayOnly, relayServer },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
  return { ...app, field: (name: string) => screen.findByLabelText<HTMLInputElement>(name) };
}

it('lets a relay be entered by somebody who does not hide the address', async () => {
  const { field, commands } = await openSettings(false, false);
  const box = await field('Relay server');
  fireEvent.input(box, { target: { value: 'turn.example.com' } });
  fireEvent.blur(box);
  expect(commands.log.at(-1)).toEqual(['changeSettings', { relayServer: { address: 'turn.example.com' } }]);
});

describe("the relay's password in the settings", () => {
  it('is told to be there, and not shown', async () => {
    const { field } = await openSettings(true);
    const { value, placeholder } = await field('Relay password');
    expect([value, placeholder]).toEqual(['', 'Saved. Type a new one to replace it.']);
    cleanup();
    expect((await (await openSettings(false)).field('Relay password')).placeholder).toBe('');
  });

  it('is not taken away by somebody who passes through its field', async () => {
    const { field, commands } = await openSettings(true);
    const box = await field('Relay password');
    fireEvent.input(box, { target: { value: 'x' } });
    fireEvent.input(box, { target: { value: '' } });
    fireEvent.blur(box);
    expect(commands.log.filter(([name]) => name === 'changeSettings')).toEqual([]);
  });

  it('is left alone by changes of its neighbours', async () => {
    const { field, commands } = await openSettings(true);
    const enter = async (name: string, value: string): Promise<void> => {
      const box = await field(name);
      fireEvent.input(box, { target: { value } });
      fireEvent.blur(box);
    };
    await enter('Relay server', 'turn.example.com');
    await enter('Relay password', 'other');
    expect(commands.log.filter(([name]) => name === 'changeSettings')).toEqual([
      ['changeSettings', { relayServer: { address: 'turn.example.com' } }],
      ['changeSettings', { relayServer: { password: 'other' } }],
    ]);
  });
});
