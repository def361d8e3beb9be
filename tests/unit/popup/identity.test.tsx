import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { maxDisplayNameLength } from '#src/shared/identity/display-name.ts';
import { emptySnapshot } from '../../fakes/surface-snapshots.ts';
import type { MountOptions } from './mount-app.tsx';
import { mountApp } from './mount-app.tsx';

afterEach(cleanup);

const press = async (name: string): Promise<void> => {
  fireEvent.click(await screen.findByRole('button', { name }));
};
const write = (label: string, text: string): void => {
  fireEvent.input(screen.getByLabelText(label), { target: { value: text } });
};

async function openSettings(options?: MountOptions) {
  const app = await mountApp(emptySnapshot, options);
  await press('Settings');
  return app;
}

describe('a name', () => {
  const limit = async () => (await screen.findByLabelText('Your name')).getAttribute('maxlength');

  it('cannot be written longer than it is kept, wherever it is asked for', async () => {
    await openSettings();
    expect(await limit()).toBe(String(maxDisplayNameLength));
    cleanup();
    await mountApp({ ...emptySnapshot, phase: 'first-run' });
    expect(await limit()).toBe(String(maxDisplayNameLength));
    await press('Restore');
    await screen.findByLabelText('Recovery words');
    expect(await limit()).toBe(String(maxDisplayNameLength));
  });
});

describe('recovery words', () => {
  it('are asked for only when wanted, and go with the view', async () => {
    const { commands } = await openSettings();
    await press('Back up');
    expect(screen.queryByRole('list', { name: 'Recovery words' })).toBeNull();
    expect(commands.log.map(([name]) => name)).not.toContain('revealWords');
    await press('Show words');
    await screen.findByRole('list', { name: 'Recovery words' });
    expect(screen.getAllByRole('listitem')).toHaveLength(12);
    await press('Back');
    await press('Back up');
    expect(screen.queryByRole('list', { name: 'Recovery words' })).toBeNull();
  });
});

describe('restoring', () => {
  it('tells which word is none, and keeps what was written', async () => {
    await openSettings({ answers: { restore: async () => ({ kind: 'refused', reason: 'unknown-word', place: 7 }) } });
    await press('Restore');
    write('Recovery words', 'some words');
    await press('Restore');
    expect((await screen.findByRole('alert')).textContent).toContain('7');
    expect(screen.getByLabelText('Recovery words')).toHaveProperty('value', 'some words');
  });

  it('replaces another ID only after it was said', async () => {
    const asked: boolean[] = [];
    await openSettings({
      answers: {
        async restore({ replace }) {
          asked.push(replace);
          return { kind: 'replaces', id: '7K3M9QXAW2NP4TGVC1HR' };
        },
      },
    });
    await press('Restore');
    write('Recovery words', 'some words');
    await press('Restore');
    await screen.findByRole('alertdialog');
    expect(asked).toEqual([false]);
    fireEvent.click(screen.getByRole('button', { name: 'Replace' }));
    await waitFor(() => expect(asked).toEqual([false, true]));
  });
});

describe('deleting everything', () => {
  it('happens only after a second yes', async () => {
    const { commands } = await openSettings();
    await press('Delete everything');
    await screen.findByRole('alertdialog');
    expect(commands.log.map(([name]) => name)).not.toContain('deleteEverything');
    const [, confirm] = screen.getAllByRole('button', { name: 'Delete everything' });
    if (confirm) fireEvent.click(confirm);
    expect(commands.log.map(([name]) => name)).toContain('deleteEverything');
  });
});

describe('a browser that is not the active one', () => {
  it('says so when it cannot take over', async () => {
    await mountApp(
      { ...emptySnapshot, phase: 'elsewhere' },
      { answers: { useHere: async () => ({ kind: 'refused', reason: 'unreachable' }) } },
    );
    await press('Use here');
    await screen.findByRole('alert');
    expect(screen.getByRole('button', { name: 'Use here' })).toHaveProperty('disabled', false);
  });
});
