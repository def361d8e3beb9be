import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConversationEntry } from '#src/shared/snapshot.ts';
import { contactNamed, emptySnapshot, messageSaying } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

const bob = contactNamed('Bob');
const theirs = messageSaying('Coming?', { id: 'a1' });
const own = messageSaying('On my way', { id: 'b2', mine: true });

async function openConversation(entries: readonly ConversationEntry[], canAmend = true) {
  const app = await mountApp({ ...emptySnapshot, contacts: [bob] });
  fireEvent.click(screen.getByRole('button', { name: /^Bob/ }));
  app.showEntries(bob.id, entries, canAmend);
  await screen.findAllByRole('article');
  const ordered = (name: string) => app.commands.log.filter(([command]) => command === name);
  return { ...app, ordered };
}

afterEach(cleanup);

describe('a reaction below a message', () => {
  it('is taken back, or given too, by a press on what is shown of it', async () => {
    const { ordered } = await openConversation([{ ...theirs, reactions: { mine: '👍', theirs: '🎉' } }]);
    fireEvent.click(screen.getByRole('button', { name: '👍 1, including yours' }));
    fireEvent.click(screen.getByRole('button', { name: '🎉 1' }));
    expect(ordered('amend')).toEqual([
      ['amend', bob.id, 'a1', { kind: 'reaction', text: '' }],
      ['amend', bob.id, 'a1', { kind: 'reaction', text: '🎉' }],
    ]);
  });

  it('cannot be changed when the other side would not understand', async () => {
    await openConversation([{ ...theirs, reactions: { mine: '👍' } }], false);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /👍/ }).disabled).toBe(true);
  });
});

describe('a quote', () => {
  const answer = messageSaying('Yes', { id: 'c3', mine: true, quote: { id: 'a1', mine: false, text: 'Coming?' } });
  const pressQuote = () => fireEvent.click(screen.getByRole('button', { name: 'Coming?' }));

  it('leads to the message it is from, which is marked and has the focus', async () => {
    const { ordered } = await openConversation([theirs, own, answer]);
    pressQuote();
    await waitFor(() => expect(document.querySelector('[data-found] .message-text')?.textContent).toBe('Coming?'));
    await waitFor(() => expect(document.activeElement?.closest('[data-found]')).not.toBeNull());
    expect(ordered('showAround')).toEqual([]);
  });

  it('has an old message fetched first', async () => {
    const { ordered, showEntries } = await openConversation([answer]);
    pressQuote();
    expect(ordered('showAround')).toEqual([['showAround', bob.id, 'a1']]);
    showEntries(bob.id, [theirs, own]);
    await waitFor(() => expect(document.querySelector('[data-found] .message-text')?.textContent).toBe('Coming?'));
  });

  it('is reached by arrow keys from the actions of its message, like reactions', async () => {
    const reacted = { ...answer, reactions: { theirs: '🎉' } };
    await openConversation([reacted, own]);
    screen.getAllByRole('button', { name: 'Message actions' })[0]?.focus();
    const walk = ['ArrowLeft', 'ArrowLeft', 'ArrowRight', 'ArrowDown'].map((key) => {
      fireEvent.keyDown(document.activeElement ?? document.body, { key });
      return document.activeElement?.textContent || document.activeElement?.closest('article')?.textContent;
    });
    expect(walk.slice(0, 3)).toEqual(['🎉 1', 'Coming?', '🎉 1']);
    expect(walk[3]).toContain('On my way');
  });
});
