import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

afterEach(cleanup);

describe('shortcuts in the settings', () => {
  it('tell the keys chosen in the browser, and which have none', async () => {
    await mountApp(emptySnapshot);
    fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    await screen.findByText('Alt+Shift+B');
    expect(screen.getAllByText('Not set')).toHaveLength(3);
  });

  it('lead to where they are changed', async () => {
    const { commands } = await mountApp(emptySnapshot);
    fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Change shortcuts' }));
    expect(commands.log.at(-1)).toEqual(['openShortcutSettings']);
  });
});
