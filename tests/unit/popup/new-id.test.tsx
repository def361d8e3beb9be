import { fireEvent, screen, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

const self = { name: 'Alice', id: null, inviteLink: null, publication: 'taken' } as const;

describe('an ID that somebody else has taken', () => {
  it('is said to be taken instead of waited for, and another one is taken only after a question', async () => {
    const { commands } = await mountApp({ ...emptySnapshot, self });
    expect(screen.getByText(/Somebody else has put a card under this ID/)).toBeTruthy();
    expect(screen.queryByRole('progressbar')).toBeNull();
    // It leads to the view of the ID, where it asks.
    fireEvent.click(screen.getByRole('button', { name: 'Get a new ID' }));
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await screen.findByRole('heading', { name: 'My ID' });
    fireEvent.click(screen.getByRole('button', { name: 'Get a new ID' }));
    const dialog = within(await screen.findByRole('alertdialog'));
    fireEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(commands.log).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Get a new ID' }));
    fireEvent.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Get a new ID' }));
    expect(commands.log).toEqual([['takeNewId']]);
  });
});
