import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { createModel } from '#src/popup/model.ts';
import { createMemoryStorage } from '../../fakes/memory-storage.ts';
import { contactNamed, emptySnapshot, messageSaying } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

const bob = contactNamed('Bob');
const question = messageSaying('Shall we?', { id: 'a1' });

/** The app, and another surface beside it that the person turns to. */
async function openTwo(view: 'conversation' | 'add-contact') {
  const storage = createMemoryStorage();
  const app = await mountApp({ ...emptySnapshot, contacts: [bob] }, { storage });
  act(() => {
    app.model.navigation.open(view === 'conversation' ? { name: view, contactId: bob.id } : { name: view });
    app.showEntries(bob.id, [question]);
  });
  const other = createModel(storage).drafts;
  const writeThere = (key: string, text: string) =>
    act(() => {
      other.write(key, text);
      app.model.drafts.handleStored(`draft:${key}`);
    });
  return { ...app, writeThere };
}

afterEach(cleanup);

describe('what is written in two surfaces', () => {
  it('is the newest in both', async () => {
    const { writeThere, model } = await openTwo('conversation');
    const box = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
    fireEvent.input(box, { target: { value: 'typed here' } });
    writeThere(bob.id, 'typed there');
    expect(box.value).toBe('typed there');
    expect(model.drafts.read(bob.id)).toBe('typed there');
    writeThere(bob.id, '');
    expect(box.value).toBe('');
  });

  it('answers the same message in both, and none once it was sent', async () => {
    const { writeThere } = await openTwo('conversation');
    await screen.findByRole('textbox', { name: 'Message' });
    writeThere(`${bob.id}:target`, 'reply:a1');
    await screen.findByRole('region', { name: 'Reply to Bob' });
    writeThere(`${bob.id}:target`, '');
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Reply to Bob' })).toBeNull());
  });

  it('is the newest ID in both', async () => {
    const { writeThere } = await openTwo('add-contact');
    const box = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Contact ID or invite link' });
    fireEvent.input(box, { target: { value: '7K3M' } });
    writeThere('add-contact', '');
    expect(box.value).toBe('');
  });
});
