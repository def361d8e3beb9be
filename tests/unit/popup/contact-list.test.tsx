import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { contactNamed, emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

const names = ['Zoë', 'Bob', '佐藤 ｱﾔｶ', ...Array.from({ length: 200 }, (_, index) => `Member ${index}`)];

async function open() {
  const app = await mountApp({ ...emptySnapshot, contacts: names.map((name) => contactNamed(name)) });
  const box = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search contacts' });
  const type = (value: string) => fireEvent.input(box, { target: { value } });
  const rows = () => within(screen.getByRole('list', { name: 'Contacts' })).queryAllByRole('button');
  const press = (key: string) => fireEvent.keyDown(document.activeElement ?? box, { key });
  return { ...app, box, type, rows, press };
}

afterEach(cleanup);

describe('two hundred contacts', () => {
  it.each([
    ['zoe', 1],
    ['member 19', 11],
    ['アヤカ', 1],
    ['nobody', 0],
  ])('%s finds those who are called so, however it is typed', async (typed, count) => {
    const { type, rows } = await open();
    type(typed);
    await waitFor(() => expect(rows()).toHaveLength(count));
    expect(screen.queryByText('No contacts match.') !== null).toBe(count === 0);
  });

  it('are gone through by arrow keys, from the box and back into it', async () => {
    const { box, rows, press } = await open();
    box.focus();
    press('ArrowDown');
    press('ArrowDown');
    expect(document.activeElement).toBe(rows()[1]);
    press('End');
    press('ArrowDown');
    expect(document.activeElement).toBe(rows().at(-1));
    press('Home');
    expect(document.activeElement).toBe(rows()[0]);
    press('ArrowUp');
    press('ArrowUp');
    expect(document.activeElement).toBe(box);
  });

  it('leave the keys to the text in the box, and give way to one by Enter', async () => {
    const { box, type, rows, press } = await open();
    box.focus();
    expect(fireEvent.keyDown(box, { key: 'End' })).toBe(true);
    type('zo');
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(fireEvent.keyDown(box, { key: 'Enter', isComposing: true })).toBe(true);
    press('Escape');
    await waitFor(() => expect(rows()).toHaveLength(names.length));
    type('zo');
    await waitFor(() => expect(rows()).toHaveLength(1));
    press('Enter');
    expect(await screen.findByRole('heading', { name: 'Zoë' })).toBeTruthy();
  });
});
