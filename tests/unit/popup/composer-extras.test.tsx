import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { contactNamed, emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

const bob = contactNamed('Bob');

async function openConversation() {
  const app = await mountApp({ ...emptySnapshot, contacts: [bob] });
  fireEvent.click(screen.getByRole('button', { name: /^Bob/ }));
  const box = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
  const write = (text: string) => fireEvent.input(box, { target: { value: text } });
  return { ...app, box, write };
}

afterEach(cleanup);

describe('a long message', () => {
  it('counts its bytes once they come near the limit, and not before', async () => {
    const { write } = await openConversation();
    write('あ'.repeat(19_000));
    expect(screen.queryByText(/bytes/)).toBeNull();
    write('あ'.repeat(21_000));
    await screen.findByText('63,000 of 65,536 bytes');
    write(`${'a'.repeat(65_536)}b`);
    expect((await screen.findByText('65,537 of 65,536 bytes')).hasAttribute('data-over')).toBe(true);
  });
});

describe('a message of invisible characters', () => {
  it('cannot be sent', async () => {
    const { box, write, commands } = await openConversation();
    const button = screen.getByRole('button', { name: 'Send' });
    write('\u200b\u3164 \u200d');
    expect(button).toHaveProperty('disabled', true);
    fireEvent.keyDown(box, { key: 'Enter' });
    expect(commands.log.filter(([name]) => name === 'send')).toEqual([]);
    write('علی\u200cرضا');
    await waitFor(() => expect(button).toHaveProperty('disabled', false));
  });
});

describe('a file', () => {
  const files = { types: ['Files'] };

  it('that is pasted is answered with a sentence, not with silence', async () => {
    const { box, commands } = await openConversation();
    const notPrevented = fireEvent.paste(box, { clipboardData: files });
    expect(notPrevented).toBe(false);
    await screen.findByText(/^Files can’t be sent yet/);
    expect(commands.log.filter(([name]) => name === 'send')).toEqual([]);
  });

  it('beside words leaves the words to the box', async () => {
    const { box } = await openConversation();
    const notPrevented = fireEvent.paste(box, { clipboardData: { types: ['Files', 'text/plain'] } });
    expect(notPrevented).toBe(true);
    expect(screen.queryByText(/^Files can’t be sent yet/)).toBeNull();
  });
});

describe('an emoji', () => {
  it('goes where the caret is', async () => {
    const { box, write } = await openConversation();
    write('good night');
    box.setSelectionRange(4, 4);
    fireEvent.click(screen.getByRole('button', { name: 'Emoji' }));
    const grid = await screen.findByRole('dialog', { name: 'Emoji' });
    fireEvent.click(within(grid).getByRole('button', { name: 'sparkles' }));
    await waitFor(() => expect(box.value).toBe('good✨ night'));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(box);
  });
});

describe('a full disk', () => {
  it('is told where one writes, and what would be lost by closing', async () => {
    const { change } = await openConversation();
    change({ storage: 'full' });
    await screen.findByText(/kept in memory until there’s space/);
    change({ storage: 'unsaved' });
    await screen.findByText(/before you close the browser/);
  });
});

describe('notifications of one conversation', () => {
  it('are muted and unmuted in its menu', async () => {
    const { commands, change } = await openConversation();
    fireEvent.click(screen.getByRole('button', { name: 'More' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Mute notifications' }));
    change({ contacts: [{ ...bob, muted: true }] });
    fireEvent.click(screen.getByRole('button', { name: 'More' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Unmute notifications' }));
    expect(commands.log.filter(([name]) => name === 'setMuted')).toEqual([
      ['setMuted', bob.id, true],
      ['setMuted', bob.id, false],
    ]);
  });
});
