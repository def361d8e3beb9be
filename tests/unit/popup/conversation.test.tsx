import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { SendResult } from '#src/popup/commands.ts';
import type { CallNoteView } from '#src/shared/snapshot.ts';
import { createMemoryStorage } from '../../fakes/memory-storage.ts';
import { callWith, contactNamed, emptySnapshot, messageSaying } from '../../fakes/surface-snapshots.ts';
import type { MountOptions } from './mount-app.tsx';
import { mountApp } from './mount-app.tsx';

const bob = contactNamed('Bob');
const nour = contactNamed('Nour');
const snapshot = { ...emptySnapshot, contacts: [bob, nour] };

async function openConversation(options?: MountOptions) {
  const app = await mountApp(snapshot, options);
  fireEvent.click(screen.getByRole('button', { name: /^Bob/ }));
  const box = await screen.findByRole('textbox', { name: 'Message' });
  const write = (text: string) => fireEvent.input(box, { target: { value: text } });
  const sent = () => app.commands.log.filter(([name]) => name === 'send').map(([, , text]) => text);
  return { ...app, box, write, sent };
}

function textIn(element: HTMLElement): string {
  return element instanceof HTMLTextAreaElement ? element.value : '';
}

afterEach(cleanup);

describe('the buttons that call', () => {
  it.each(['Voice call', 'Video call'])('%s: what takes time begins at the touch, before the click', async (name) => {
    const { commands } = await openConversation();
    const button = await screen.findByRole('button', { name });
    fireEvent.pointerDown(button);
    expect(commands.log.at(-1)).toEqual(['prepareCall', bob.id]);
    fireEvent.click(button);
    expect(commands.log.at(-1)).toEqual(['startCall', bob.id, name === 'Video call']);
  });
});

describe('a missed call in the conversation', () => {
  const missed: CallNoteView = {
    kind: 'call',
    id: 'n',
    mine: false,
    video: true,
    ending: 'missed',
    atMs: Date.now(),
    durationMs: 0,
  };

  it('is called back as it was made, with video', async () => {
    const { commands, showEntries } = await openConversation();
    showEntries(bob.id, [missed]);
    fireEvent.click(await screen.findByRole('button', { name: 'Call back' }));
    expect(commands.log.at(-1)).toEqual(['startCall', bob.id, true]);
  });

  it('cannot be called back in the middle of another call', async () => {
    const { change, showEntries } = await openConversation();
    showEntries(bob.id, [missed]);
    change({ call: callWith(nour, { phase: 'connected' }) });
    const call = await screen.findByRole('region', { name: 'Call with Nour' });
    fireEvent.click(within(call).getByRole('button', { name: 'Back' }));
    const button = await screen.findByRole('button', { name: 'Call back' });
    expect(button.hasAttribute('disabled')).toBe(true);
  });

  it('offers nothing after a call that took place, or that was made here', async () => {
    const { showEntries } = await openConversation();
    showEntries(bob.id, [
      { ...missed, id: 'a', mine: true, ending: 'not-reachable' },
      { ...missed, id: 'b', ending: 'hung-up-there', durationMs: 60_000 },
    ]);
    await screen.findByText(/1:00/);
    expect(screen.queryByRole('button', { name: 'Call back' })).toBeNull();
  });
});

describe('composer', () => {
  it('sends by Enter and empties itself', async () => {
    const { box, write, sent } = await openConversation();
    write('hello');
    fireEvent.keyDown(box, { key: 'Enter' });
    expect(sent()).toEqual(['hello']);
    await waitFor(() => expect(textIn(box)).toBe(''));
  });

  it('does not send the Enter that chooses a Japanese candidate', async () => {
    const { box, write, sent } = await openConversation();
    write('にほん');
    fireEvent.keyDown(box, { key: 'Enter', isComposing: true });
    fireEvent.keyDown(box, { key: 'Enter', keyCode: 229 });
    expect(sent()).toEqual([]);
    fireEvent.keyDown(box, { key: 'Enter', keyCode: 13 });
    expect(sent()).toEqual(['にほん']);
  });

  it('leaves Shift+Enter to the text', async () => {
    const { box, write, sent } = await openConversation();
    write('one');
    const notPrevented = fireEvent.keyDown(box, { key: 'Enter', shiftKey: true });
    expect(notPrevented).toBe(true);
    expect(sent()).toEqual([]);
  });

  it('sends nothing for blanks', async () => {
    const { box, write, sent } = await openConversation();
    write('  \n ');
    fireEvent.keyDown(box, { key: 'Enter' });
    expect(sent()).toEqual([]);
  });

  it('measures the limit in bytes, says so and keeps the text', async () => {
    const { box, write, sent } = await openConversation();
    const tooLong = 'あ'.repeat(21_846);
    write(tooLong);
    fireEvent.keyDown(box, { key: 'Enter' });
    expect((await screen.findByRole('alert')).textContent).toMatch(/longer than 64 KB/);
    expect(textIn(box)).toBe(tooLong);
    expect(sent()).toEqual([]);
    write('あ'.repeat(21_845));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    fireEvent.keyDown(box, { key: 'Enter' });
    expect(sent()).toHaveLength(1);
  });

  it('brings the text back, before what was typed meanwhile, when it could not be sent', async () => {
    let answer: (result: SendResult) => void = () => undefined;
    const send = () =>
      new Promise<SendResult>((resolve) => {
        answer = resolve;
      });
    const { box, write } = await openConversation({ answers: { send } });
    write('first');
    fireEvent.keyDown(box, { key: 'Enter' });
    await waitFor(() => expect(textIn(box)).toBe(''));
    write('second');
    answer({ kind: 'refused', reason: 'storage-full' });
    expect((await screen.findByRole('alert')).textContent).toMatch(/disk is full/);
    expect(textIn(box)).toBe('first\nsecond');
  });

  it('tells typing once, and its end when the message leaves', async () => {
    const { box, write, commands } = await openConversation();
    write('h');
    write('he');
    await waitFor(() => expect(textIn(box)).toBe('he'));
    fireEvent.keyDown(box, { key: 'Enter' });
    const typing = commands.log.filter(([name]) => name === 'setTyping').map(([, , value]) => value);
    expect(typing).toEqual([true, false]);
  });
});

describe('draft', () => {
  it('is kept per contact, also over the closing of the popup', async () => {
    const storage = createMemoryStorage();
    const { write, unmount } = await openConversation({ storage });
    write('half a thought');
    fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    fireEvent.click(await screen.findByRole('button', { name: /^Nour/ }));
    expect(textIn(await screen.findByRole('textbox', { name: 'Message' }))).toBe('');
    unmount();
    const { box } = await openConversation({ storage });
    expect(textIn(box)).toBe('half a thought');
  });
});

describe('messages', () => {
  it('show text as text and tell the state of own ones', async () => {
    const { showEntries } = await openConversation();
    const hostile = '<img src=x onerror=alert(1)>\u202e';
    showEntries(bob.id, [messageSaying(hostile), messageSaying('mine', { mine: true, state: 'read' })]);
    const [theirs, mine] = await screen.findAllByRole('article');
    expect(theirs?.querySelector('.message-text')?.textContent).toBe(hostile);
    expect(theirs?.querySelector('img')).toBeNull();
    expect(document.getElementById(mine?.getAttribute('aria-describedby') ?? '')?.textContent).toBe('read');
  });

  it('of another contact are not shown in this conversation', async () => {
    const { showEntries } = await openConversation();
    showEntries(nour.id, [messageSaying('for somebody else')]);
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Bob' })).toBeTruthy());
    expect(screen.queryByText('for somebody else')).toBeNull();
  });
});

describe('removing a contact', () => {
  it('asks first and does nothing when cancelled', async () => {
    const { commands } = await openConversation();
    fireEvent.click(screen.getByRole('button', { name: 'More' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Remove contact' }));
    await screen.findByRole('alertdialog', { name: 'Remove Bob?' });
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(commands.log.filter(([name]) => name === 'remove')).toEqual([]);
  });

  it('removes and leaves the conversation when confirmed', async () => {
    const { commands } = await openConversation();
    fireEvent.click(screen.getByRole('button', { name: 'More' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Remove contact' }));
    await screen.findByRole('alertdialog');
    fireEvent.click(screen.getByRole('button', { name: 'Remove contact' }));
    expect(commands.log.at(-1)).toEqual(['remove', bob.id]);
    await screen.findByRole('list', { name: 'Contacts' });
  });
});
