import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

afterEach(cleanup);

describe('ways to other frames', () => {
  it('lead where their names say', async () => {
    const { commands } = await mountApp(emptySnapshot);
    fireEvent.click(screen.getByRole('button', { name: 'Open in side panel' }));
    fireEvent.click(screen.getByRole('button', { name: 'Open in window' }));
    expect(commands.log).toEqual([
      ['openSurface', 'panel'],
      ['openSurface', 'window'],
    ]);
  });

  it('do not lead to where one is', async () => {
    await mountApp(emptySnapshot, { capabilities: { surfaces: ['window'] } });
    expect(screen.queryByRole('button', { name: 'Open in side panel' })).toBeNull();
  });
});
