import { act, cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { createFakePort } from '../../fakes/fake-port.ts';
import { emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

afterEach(cleanup);

describe('the devices in the settings', () => {
  it('are read anew when they are opened, for the browser does not tell of each that comes', async () => {
    const { commands } = await mountApp(emptySnapshot);
    expect(commands.log).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    await screen.findByRole('combobox', { name: 'Microphone' });
    expect(commands.log).toEqual([['readDevices']]);
  });

  it('have no speaker to choose where the browser knows only that of the system, and say so', async () => {
    await mountApp(emptySnapshot, { capabilities: { speakerChoice: false } });
    fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    expect(await screen.findByText(/speaker chosen in the system’s sound settings/)).toBeDefined();
    expect(screen.queryByRole('combobox', { name: 'Speaker' })).toBeNull();
  });
});

describe('trying the microphone', () => {
  it('shows how loud it is for as long as it is tried, and asks for nothing before', async () => {
    const fake = createFakePort();
    await mountApp(emptySnapshot, { openFastStream: () => fake.port });
    fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    const start = await screen.findByRole('button', { name: 'Test microphone' });
    expect(fake.posted).toEqual([]);
    fireEvent.click(start);
    const meter = await screen.findByLabelText('Microphone level');
    await act(() => fake.say({ topic: 'microphone-level', value: 0.4 }));
    expect(meter.getAttribute('value')).toBe('0.4');
    await act(() => fake.say({ topic: 'microphone-level', value: 'loud' }));
    expect(meter.getAttribute('value')).toBe('0');
  });
});
