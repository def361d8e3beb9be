import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { contactNamed, emptySnapshot } from '../../fakes/surface-snapshots.ts';
import type { MountOptions } from './mount-app.tsx';
import { mountApp } from './mount-app.tsx';

const bob = contactNamed('Bob');
const verified = contactNamed('Bob', { verifiedAtMs: Date.UTC(2026, 4, 17, 12) });

async function openSafetyNumber(contact = bob, options?: MountOptions) {
  const app = await mountApp({ ...emptySnapshot, contacts: [contact] }, options);
  fireEvent.click(screen.getByRole('button', { name: /^Bob/ }));
  fireEvent.click(await screen.findByRole('button', { name: 'More' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Safety number' }));
  await screen.findByRole('heading', { name: 'Safety number' });
  return app;
}

afterEach(cleanup);

describe('safety number view', () => {
  it('shows twelve groups of five digits and the same as a QR code', async () => {
    await openSafetyNumber();
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(12));
    const digits = screen.getByRole('list', { name: 'Safety number' }).textContent;
    expect(digits).toBe('0123456789'.repeat(6));
    await screen.findByRole('img', { name: 'QR code of the safety number' });
  });

  it('marks as verified, tells since when, and takes it back', async () => {
    const { commands, change } = await openSafetyNumber();
    const mark = await screen.findByRole('button', { name: 'Mark as verified' });
    await waitFor(() => expect(mark).toHaveProperty('disabled', false));
    fireEvent.click(mark);
    expect(commands.log.at(-1)).toEqual(['setVerified', bob.id, true]);
    change({ contacts: [verified] });
    fireEvent.click(await screen.findByRole('button', { name: 'Remove verification' }));
    expect(screen.getByText(/Verified on May 17, 2026/)).toBeTruthy();
    expect(commands.log.at(-1)).toEqual(['setVerified', bob.id, false]);
  });

  it('does not let anybody verify a number that could not be shown', async () => {
    await openSafetyNumber(bob, { answers: { safetyNumber: async () => null } });
    expect(await screen.findByRole('button', { name: 'Mark as verified' })).toHaveProperty('disabled', true);
  });

  it('leads back to the conversation', async () => {
    await openSafetyNumber();
    fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    await screen.findByRole('textbox', { name: 'Message' });
  });
});

describe('a verified contact', () => {
  it('is called so in the list and in the conversation', async () => {
    await mountApp({ ...emptySnapshot, contacts: [verified] });
    fireEvent.click(screen.getByRole('button', { name: /^Bob.*online, verified/ }));
    await screen.findByRole('textbox', { name: 'Message' });
    expect(screen.getByText('verified')).toBeTruthy();
  });

  it('is told from one who is not', async () => {
    await mountApp({ ...emptySnapshot, contacts: [bob] });
    expect(screen.queryByText(/verified/)).toBeNull();
  });
});
