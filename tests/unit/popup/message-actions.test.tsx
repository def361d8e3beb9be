import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ConversationEntry } from '#src/shared/snapshot.ts';
import { createMemoryStorage } from '../../fakes/memory-storage.ts';
import { contactNamed, emptySnapshot, messageSaying } from '../../fakes/surface-snapshots.ts';
import type { MountOptions } from './mount-app.tsx';
import { mountApp } from './mount-app.tsx';

const bob = contactNamed('Bob');
const snapshot = { ...emptySnapshot, contacts: [bob] };
const theirs = messageSaying('Coming?', { id: 'a1' });
const own = messageSaying('On my way', { id: 'b2', mine: true });

interface Conversation extends MountOptions {
  readonly entries?: readonly ConversationEntry[];
  readonly canAmend?: boolean;
}

async function openConversation({ entries = [theirs, own], canAmend = true, ...options }: Conversation = {}) {
  const app = await mountApp(snapshot, options);
  fireEvent.click(screen.getByRole('button', { name: /^Bob/ }));
  app.showEntries(bob.id, entries, canAmend);
  await screen.findAllByRole('article');
  const ordered = (name: string) => app.commands.log.filter(([command]) => command === name);
  return { ...app, ordered };
}

const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });

function actionsOf(text: string): HTMLElement {
  const article = screen.getByText(text, { selector: '.message-text' }).closest('article');
  if (article === null) throw new Error(`no message says ${text}`);
  return within(article).getByRole('button', { name: 'Message actions' });
}

async function choose(text: string, item: string) {
  fireEvent.click(actionsOf(text));
  fireEvent.click(await screen.findByRole('menuitem', { name: item }));
}

async function itemsOf(text: string): Promise<readonly (string | null)[]> {
  fireEvent.click(actionsOf(text));
  await screen.findByRole('menu');
  const names = screen.getAllByRole('menuitem').map(({ textContent }) => textContent);
  fireEvent.keyDown(screen.getByRole('menu'), { key: 'Escape' });
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  return names;
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the menu of a message', () => {
  it('lets only its author edit and delete', async () => {
    await openConversation();
    expect(await itemsOf('Coming?')).toEqual(['Reply', 'Copy', 'React']);
    expect(await itemsOf('On my way')).toEqual(['Reply', 'Copy', 'React', 'Edit', 'Delete for both']);
  });

  it('offers nothing that the other side would not understand', async () => {
    await openConversation({ canAmend: false });
    expect(await itemsOf('On my way')).toEqual(['Copy']);
    fireEvent.click(actionsOf('On my way'));
    await screen.findByRole('menu');
    expect(screen.queryAllByRole('menuitemradio')).toEqual([]);
  });

  it('only copies what is not stored yet, and is absent from what was deleted', async () => {
    const deleted = messageSaying('', { id: 'c3', deleted: true });
    await openConversation({ entries: [deleted, { ...own, state: 'unsaved' }] });
    expect(await itemsOf('On my way')).toEqual(['Copy']);
    expect(screen.getAllByRole('button', { name: 'Message actions' })).toHaveLength(1);
  });

  it('gives the focus back when Escape closes it', async () => {
    await openConversation();
    const button = actionsOf('On my way');
    button.focus();
    fireEvent.click(button);
    fireEvent.keyDown(await screen.findByRole('menu'), { key: 'Escape' });
    expect(document.activeElement).toBe(button);
  });

  it('is one stop for Tab, from which arrows lead to other messages', async () => {
    await openConversation();
    expect([actionsOf('Coming?').tabIndex, actionsOf('On my way').tabIndex]).toEqual([-1, 0]);
    actionsOf('On my way').focus();
    fireEvent.keyDown(actionsOf('On my way'), { key: 'ArrowUp' });
    expect(document.activeElement).toBe(actionsOf('Coming?'));
  });

  it('copies the text and says so', async () => {
    const { ordered } = await openConversation();
    await choose('Coming?', 'Copy');
    expect(ordered('copy')).toEqual([['copy', 'Coming?']]);
    await screen.findByText('Copied');
  });
});

describe('an answer', () => {
  it('names what it answers, which Cancel forgets', async () => {
    const { ordered } = await openConversation();
    await choose('Coming?', 'Reply');
    const target = await screen.findByRole('region', { name: 'Reply to Bob' });
    expect(target.textContent).toContain('Coming?');
    expect(document.activeElement).toBe(box());
    fireEvent.click(within(target).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('region')).toBeNull());
    fireEvent.input(box(), { target: { value: 'plain' } });
    fireEvent.keyDown(box(), { key: 'Enter' });
    expect(ordered('send')).toEqual([['send', bob.id, 'plain', undefined]]);
  });

  it('stays one, with its text, when the popup closes in the middle of it', async () => {
    const storage = createMemoryStorage();
    const { unmount } = await openConversation({ storage });
    await choose('Coming?', 'Reply');
    fireEvent.input(box(), { target: { value: 'yes' } });
    unmount();
    const { ordered } = await openConversation({ storage });
    await screen.findByRole('region', { name: 'Reply to Bob' });
    fireEvent.keyDown(box(), { key: 'Enter' });
    expect(ordered('send')).toEqual([['send', bob.id, 'yes', 'a1']]);
    await waitFor(() => expect(screen.queryByRole('region')).toBeNull());
  });

  it('comes back as an answer when it could not be sent', async () => {
    await openConversation({ answers: { send: async () => ({ kind: 'refused', reason: 'not-ready' }) } });
    await choose('Coming?', 'Reply');
    fireEvent.input(box(), { target: { value: 'yes' } });
    fireEvent.keyDown(box(), { key: 'Enter' });
    await screen.findByRole('alert');
    expect(screen.getByRole('region', { name: 'Reply to Bob' })).toBeTruthy();
    expect(box().value).toBe('yes');
  });
});

describe('an edit', () => {
  it('begins with Arrow up in an empty box, and Escape brings back what was being written', async () => {
    const { ordered } = await openConversation();
    fireEvent.keyDown(box(), { key: 'ArrowUp' });
    await screen.findByRole('region', { name: 'Edit message' });
    expect(box().value).toBe('On my way');
    expect(document.activeElement).toBe(box());
    fireEvent.input(box(), { target: { value: 'Nearly there' } });
    fireEvent.keyDown(box(), { key: 'Escape' });
    await waitFor(() => expect(box().value).toBe(''));
    expect(ordered('amend')).toEqual([]);
  });

  it('leaves the draft of a new message alone', async () => {
    const { ordered } = await openConversation();
    fireEvent.input(box(), { target: { value: 'half a thought' } });
    await choose('On my way', 'Edit');
    await screen.findByRole('region', { name: 'Edit message' });
    fireEvent.input(box(), { target: { value: 'Nearly there' } });
    fireEvent.keyDown(box(), { key: 'Enter' });
    const change = { kind: 'edit', text: 'Nearly there' };
    expect(ordered('amend')).toEqual([['amend', bob.id, 'b2', change]]);
    await waitFor(() => expect(box().value).toBe('half a thought'));
  });

  it('does not begin in a box with text in it', async () => {
    await openConversation();
    fireEvent.input(box(), { target: { value: 'x' } });
    expect(fireEvent.keyDown(box(), { key: 'ArrowUp' })).toBe(true);
  });

  it('does not begin while the other side would not take it', async () => {
    await openConversation({ canAmend: false });
    fireEvent.keyDown(box(), { key: 'ArrowUp' });
    fireEvent.input(box(), { target: { value: 'new' } });
    await waitFor(() => expect(box().value).toBe('new'));
    expect(screen.queryByRole('region')).toBeNull();
  });

  it('that is refused stays where it can be tried again', async () => {
    const refused = async () => ({ kind: 'refused', reason: 'storage-full' }) as const;
    await openConversation({ answers: { amend: refused } });
    await choose('On my way', 'Edit');
    fireEvent.input(box(), { target: { value: 'Nearly there' } });
    fireEvent.keyDown(box(), { key: 'Enter' });
    expect((await screen.findByRole('alert')).textContent).toMatch(/disk is full/);
    expect(box().value).toBe('Nearly there');
  });
});

describe('deleting', () => {
  it('asks first', async () => {
    const { ordered } = await openConversation();
    await choose('On my way', 'Delete for both');
    const question = await screen.findByRole('alertdialog', { name: 'Delete this message?' });
    expect(ordered('amend')).toEqual([]);
    fireEvent.click(within(question).getByRole('button', { name: 'Delete for both' }));
    expect(ordered('amend')).toEqual([['amend', bob.id, 'b2', { kind: 'delete', text: '' }]]);
  });
});

describe('a reaction', () => {
  it('is one click in the menu, and the same once more takes it back', async () => {
    const { ordered, showEntries } = await openConversation();
    fireEvent.click(actionsOf('Coming?'));
    fireEvent.click(await screen.findByRole('menuitemradio', { name: 'thumbs up' }));
    showEntries(bob.id, [{ ...theirs, reactions: { mine: '👍' } }]);
    await screen.findByText('👍 1');
    fireEvent.click(actionsOf('Coming?'));
    const chosen = await screen.findByRole('menuitemradio', { name: 'thumbs up' });
    expect(chosen.getAttribute('aria-checked')).toBe('true');
    fireEvent.click(chosen);
    expect(ordered('amend').map(([, , , change]) => change)).toEqual([
      { kind: 'reaction', text: '👍' },
      { kind: 'reaction', text: '' },
    ]);
  });

  it('can be any of a grid that arrow keys walk through', async () => {
    const { ordered } = await openConversation();
    await choose('Coming?', 'React');
    const grid = await screen.findByRole('dialog', { name: 'React' });
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('thumbs up'));
    fireEvent.keyDown(grid, { key: 'ArrowDown' });
    fireEvent.keyDown(grid, { key: 'ArrowRight' });
    expect(document.activeElement?.getAttribute('aria-label')).toBe('smiling with open mouth');
    fireEvent.click(within(grid).getByRole('button', { name: 'rocket' }));
    expect(ordered('amend')).toEqual([['amend', bob.id, 'a1', { kind: 'reaction', text: '🚀' }]]);
  });

  it('can be any of a grid that is as narrow as its window', async () => {
    vi.stubGlobal('innerWidth', 220);
    await openConversation();
    await choose('Coming?', 'React');
    const grid = await screen.findByRole('dialog', { name: 'React' });
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('thumbs up'));
    fireEvent.keyDown(grid, { key: 'ArrowDown' });
    const [, , , , , below] = within(grid).getAllByRole('button');
    expect(document.activeElement).toBe(below);
  });
});
