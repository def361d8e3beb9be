import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { SearchHit, SearchPage, SearchPosition } from '#src/engine/chat/rules/search-query.ts';
import { contactNamed, emptySnapshot, messageSaying } from '../../fakes/surface-snapshots.ts';
import type { MountOptions } from './mount-app.tsx';
import { mountApp } from './mount-app.tsx';

const bob = contactNamed('Bob');
const snapshot = { ...emptySnapshot, contacts: [bob] };

function hit(text: string): SearchHit {
  return {
    contactId: bob.id,
    messageId: text,
    mine: false,
    atMs: Date.now(),
    excerpt: [
      { text: '<b>', hit: false },
      { text, hit: true },
    ],
  };
}

async function openSearch(search: (text: string, after: SearchPosition | null) => Promise<SearchPage | null>) {
  const answers: MountOptions['answers'] = { search: (_, text, after) => search(text, after) };
  const app = await mountApp(snapshot, { answers });
  fireEvent.click(screen.getByRole('button', { name: /^Bob/ }));
  await screen.findByRole('textbox', { name: 'Message' });
  fireEvent.keyDown(document.body, { key: 'f', ctrlKey: true });
  const box = await screen.findByRole('searchbox', { name: 'Search messages' });
  const type = (value: string) => fireEvent.input(box, { target: { value } });
  return { ...app, box, type };
}

const page = (hits: readonly SearchHit[], next: SearchPosition | null = null): SearchPage => ({
  kind: 'found',
  hits,
  next,
});

afterEach(cleanup);

describe('the search in a conversation', () => {
  it('is also in the menu, and takes the focus', async () => {
    await mountApp(snapshot);
    fireEvent.click(screen.getByRole('button', { name: /^Bob/ }));
    fireEvent.click(await screen.findByRole('button', { name: 'More' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Search' }));
    const box = await screen.findByRole('searchbox', { name: 'Search messages' });
    await waitFor(() => expect(document.activeElement).toBe(box));
  });

  it('marks the hits, and shows what people wrote as text', async () => {
    const { type } = await openSearch(async () => page([hit('needle')]));
    type('needle');
    const list = await screen.findByRole('list', { name: 'Search results' });
    expect([...list.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['needle']);
    expect(list.textContent).toContain('<b>needle');
    expect(list.querySelector('b')).toBeNull();
  });

  it('goes to the message, with its surroundings, and marks it there', async () => {
    const { type, commands, showEntries } = await openSearch(async () => page([hit('needle')]));
    type('needle');
    fireEvent.click(await screen.findByRole('button', { name: /needle/ }));
    expect(commands.log.at(-1)).toEqual(['showAround', bob.id, 'needle']);
    showEntries(bob.id, [messageSaying('hay'), messageSaying('needle'), messageSaying('more hay')]);
    await waitFor(() => expect(document.querySelector('[data-found]')?.textContent).toContain('needle'));
    await waitFor(() => expect(document.activeElement?.textContent).toContain('needle'));
  });

  it('does not show what an earlier word found after a later one', async () => {
    const waiting = new Map<string, (answer: SearchPage) => void>();
    const { type } = await openSearch((text) => new Promise((resolve) => waiting.set(text, resolve)));
    type('old');
    type('new');
    await waitFor(() => expect(waiting.has('new')).toBe(true));
    waiting.get('new')?.(page([hit('new')]));
    waiting.get('old')?.(page([hit('old')]));
    await screen.findByRole('button', { name: /new/ });
    expect(screen.queryByRole('button', { name: /old/ })).toBeNull();
  });

  it('goes on by itself until there is something to show, and by a button after that', async () => {
    const next = { contactId: bob.id, order: 7 };
    const many = Array.from({ length: 30 }, (_, index) => hit(`needle ${index}`));
    const asked: (number | undefined)[] = [];
    const { type } = await openSearch(async (text, after) => {
      if (text !== '') asked.push(after?.order);
      if (asked.length === 1) return page([], { ...next, order: 9 });
      return asked.length === 2 ? page(many, next) : page([hit('last')]);
    });
    type('needle');
    fireEvent.click(await screen.findByRole('button', { name: 'Show more results' }));
    await screen.findByRole('button', { name: /last/ });
    expect(asked).toEqual([undefined, 9, 7]);
    expect(screen.queryByRole('button', { name: 'Show more results' })).toBeNull();
  });

  it('says that nothing was found, and that the engine did not answer', async () => {
    let answer: SearchPage | null = page([]);
    const { type } = await openSearch(async () => answer);
    type('needle');
    await screen.findByText('No messages match.');
    answer = null;
    type('needles');
    await screen.findByText(/That didn’t work/);
  });

  it('is walked through with the arrow keys', async () => {
    const { box, type } = await openSearch(async () => page([hit('one'), hit('two')]));
    type('o');
    const first = await screen.findByRole('button', { name: /one/ });
    box.focus();
    fireEvent.keyDown(box, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(first);
    fireEvent.keyDown(first, { key: 'ArrowDown' });
    expect(document.activeElement?.textContent).toContain('two');
    fireEvent.keyDown(first, { key: 'ArrowUp' });
    fireEvent.keyDown(first, { key: 'ArrowUp' });
    expect(document.activeElement).toBe(box);
  });

  it('ends its search in the engine when it is left', async () => {
    const asked: string[] = [];
    const { type } = await openSearch(async (text) => {
      asked.push(text);
      return page([]);
    });
    type('needle');
    fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    await screen.findByRole('textbox', { name: 'Message' });
    expect(asked).toEqual(['needle', '']);
  });
});
