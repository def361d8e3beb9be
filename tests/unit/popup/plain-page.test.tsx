import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createStore } from '#src/popup/store.ts';
import type { PageInvitation } from '#src/web/page-invitation.ts';
import { createPageParts } from '#src/web/page-parts.tsx';
import { callWith, contactNamed, emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

const id = '650NJ9JKB2BS68W4C9JE';
const link = 'https://beeline.example/#the-link';
const invited: PageInvitation = { kind: 'whole', id, link };
const newcomer = { ...emptySnapshot, phase: 'first-run', self: null } as const;
const unpublished = { name: 'Dora', id: null, inviteLink: null, publication: 'publishing' } as const;

interface PageState {
  readonly invitation?: PageInvitation | null;
  readonly permission?: NotificationPermission;
  readonly extensionUrl?: string | null;
}

function partsOf({
  invitation = null,
  permission = 'default',
  extensionUrl = 'https://extension.example/',
}: PageState = {}) {
  const agree = vi.fn();
  const requestPermission = vi.fn(async () => 'granted' as const);
  const page = createPageParts({
    invitations: { present: createStore<PageInvitation | null>(invitation), agree },
    extensionUrl,
    notifications: { permission, requestPermission },
  });
  return { capabilities: { page }, agree, requestPermission };
}

afterEach(cleanup);

describe('the first screen of the page', () => {
  it('says which ID may be behind an invitation, and that nobody knows whose it is', async () => {
    await mountApp(newcomer, partsOf({ invitation: invited }));
    await screen.findByRole('heading', { name: 'Join Beeline' });
    expect(document.body.textContent).toContain('650N-J9JK-B2BS-68W4-C9JE');
    expect(document.body.textContent).toMatch(/can’t know who that is/);
    expect(document.body.textContent).toMatch(/only while it’s open/);
  });

  it('takes a name and one click to join, and only then counts as a yes', async () => {
    const parts = partsOf({ invitation: invited });
    const { commands } = await mountApp(newcomer, parts);
    fireEvent.input(await screen.findByRole('textbox', { name: 'Your name' }), { target: { value: 'Dora' } });
    expect(parts.agree).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Join in this page' }));
    await waitFor(() => expect(parts.agree).toHaveBeenCalledTimes(1));
    expect(commands.log).toContainEqual(['createIdentity', 'Dora']);
  });

  it('agrees to nothing where no identity could be made', async () => {
    const parts = partsOf({ invitation: invited });
    await mountApp(newcomer, { ...parts, answers: { createIdentity: async () => false } });
    fireEvent.input(await screen.findByRole('textbox', { name: 'Your name' }), { target: { value: 'Dora' } });
    const join = screen.getByRole('button', { name: 'Join in this page' });
    fireEvent.click(join);
    await waitFor(() => expect(join.getAttribute('aria-busy')).toBe('false'));
    expect(parts.agree).not.toHaveBeenCalled();
  });

  it('gives the whole link for the extension, and leads to where that is to be had', async () => {
    const { commands } = await mountApp(newcomer, partsOf({ invitation: invited }));
    fireEvent.click(await screen.findByRole('button', { name: 'Copy invite' }));
    expect(commands.log).toContainEqual(['copy', link]);
    expect(screen.getByRole('link', { name: 'Get the extension' }).getAttribute('href')).toBe(
      'https://extension.example/',
    );
  });

  it.each([
    ['altered', /changed on the way/],
    ['other-service', /belongs to another service/],
  ] as const)('says of a link that is %s what became of it, and goes on without', async (kind, sentence) => {
    await mountApp(newcomer, partsOf({ invitation: { kind } }));
    expect((await screen.findByRole('alert')).textContent).toMatch(sentence);
    screen.getByRole('button', { name: 'Get started' });
    expect(screen.queryByRole('button', { name: 'Copy invite' })).toBeNull();
  });

  it('leads nowhere where nobody said where the extension is', async () => {
    await mountApp(newcomer, partsOf({ extensionUrl: null }));
    await screen.findByRole('button', { name: 'Get started' });
    expect(screen.queryByRole('link')).toBeNull();
  });
});

describe('an invitation that was agreed to', () => {
  it('is sent once there is an own ID to answer to, and only once', async () => {
    const { model, commands, change } = await mountApp({ ...emptySnapshot, self: unpublished }, partsOf());
    act(() => model.navigation.replace({ name: 'add-contact', text: link, agreed: true }));
    const send = await screen.findByRole('button', { name: 'Send request' });
    fireEvent.click(send);
    expect(send.getAttribute('aria-busy')).toBe('true');
    expect(commands.log.filter(([name]) => name === 'invite')).toEqual([]);
    act(() => change({ self: emptySnapshot.self }));
    await waitFor(() => expect(model.navigation.place.get().view.name).toBe('home'));
    expect(commands.log.filter(([name]) => name === 'invite')).toEqual([['invite', link, false]]);
  });

  it('stays with the reason where it was refused', async () => {
    const refused = { kind: 'refused', reason: 'other-service' } as const;
    const answers = { invite: async () => refused };
    const { model } = await mountApp(emptySnapshot, { ...partsOf(), answers });
    act(() => model.navigation.replace({ name: 'add-contact', text: link, agreed: true }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/another service/);
  });

  it('is not sent where it was only filled in', async () => {
    const { model, commands } = await mountApp(emptySnapshot, partsOf());
    act(() => model.navigation.replace({ name: 'add-contact', text: link }));
    const box = await screen.findByRole('textbox', { name: 'Contact ID or invite link' });
    expect(box instanceof HTMLTextAreaElement && box.value).toBe(link);
    expect(commands.log.map(([name]) => name)).not.toContain('invite');
  });
});

describe('the app in a page', () => {
  it('says that one is reachable only while it is open, and asks for notifications once it is told to', async () => {
    const parts = partsOf();
    await mountApp(emptySnapshot, parts);
    await screen.findByText(/reachable only while this page is open/);
    fireEvent.click(screen.getByRole('button', { name: 'Turn on notifications' }));
    expect(parts.requestPermission).toHaveBeenCalledTimes(1);
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Turn on notifications' })).toBeNull());
  });

  it('offers no notifications to whoever has refused them', async () => {
    await mountApp(emptySnapshot, partsOf({ permission: 'denied' }));
    await screen.findByText(/reachable only while this page is open/);
    expect(screen.queryByRole('button', { name: 'Turn on notifications' })).toBeNull();
  });

  it('speaks of the browser’s question where an extension has a page of its own for it', async () => {
    const call = callWith(contactNamed('Bob'), { phase: 'waiting-for-permission', connectedAtMs: null });
    const { commands } = await mountApp({ ...emptySnapshot, contacts: [contactNamed('Bob')], call }, partsOf());
    await screen.findByText(/when your browser asks/);
    fireEvent.click(screen.getByRole('button', { name: 'Allow camera and microphone' }));
    expect(commands.log).toContainEqual(['openPermissionPage', true]);
  });
});
