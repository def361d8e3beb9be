import { cleanup, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { CallView, NetworkView } from '#src/shared/snapshot.ts';
import { callWith, contactNamed, emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

const bob = contactNamed('Bob', { presence: 'away' });
type Obstacle = Exclude<NetworkView, 'starting' | 'online'>;

/** Each cause with the words for it that name it, and what to do. */
const banners: Readonly<Record<Obstacle, RegExp>> = {
  offline: /You’re offline.*sent when you’re back online/,
  'no-relay': /no relay server.*Add one in Settings/,
  refused: /service is refusing this browser.*Restart/,
  unreachable: /Can’t reach the service.*Check your internet connection/,
  'relay-refused': /relay server isn’t accepting your user name or password.*Correct them/,
  'relay-unreachable': /relay server isn’t responding.*Check its address/,
};

const endings: Readonly<Record<NonNullable<CallView['obstacle']>, RegExp>> = {
  offline: /you were offline. Check/,
  'no-relay': /there’s no relay server. Add one/,
  refused: /service refused this browser. Restart/,
  unreachable: /service didn’t respond. Check your internet/,
  'relay-refused': /relay server didn’t accept your user name or password. Correct them/,
  'relay-unreachable': /relay server didn’t respond. Check its address/,
  'no-path': /their browser answered.*A relay server helps/,
};

afterEach(cleanup);

describe('home', () => {
  it.each(Object.entries(banners))('says in a banner what is in the way: %s', async (network, words) => {
    const { model } = await mountApp({ ...emptySnapshot, network: network as Obstacle, contacts: [bob] });
    await screen.findByText(words);
    model.receive({ kind: 'snapshot', number: 1, snapshot: { ...emptySnapshot, contacts: [bob] } });
    await expect.poll(() => screen.queryByText(words)).toBeNull();
  });
});

describe('a call that reached nobody', () => {
  const ended = (change: Partial<CallView>) => callWith(bob, { phase: 'ended', ending: 'not-reachable', ...change });

  it.each(Object.entries(endings))('says why, and blames no browser of theirs: %s', async (obstacle, words) => {
    const call = ended({ obstacle: obstacle as NonNullable<CallView['obstacle']> });
    const { model } = await mountApp({ ...emptySnapshot, contacts: [bob], call });
    model.navigation.open({ name: 'call' });
    const region = await screen.findByRole('region', { name: 'Call with Bob' });
    within(region).getByText(words);
    expect(region.textContent).not.toMatch(/seems to be closed/);
    expect(within(region).getByRole('button', { name: 'Try again' })).toBeTruthy();
  });

  it('blames their browser where nothing here was in the way', async () => {
    const { model } = await mountApp({ ...emptySnapshot, contacts: [bob], call: ended({}) });
    model.navigation.open({ name: 'call' });
    const region = await screen.findByRole('region', { name: 'Call with Bob' });
    within(region).getByText(/seems to be closed/);
  });
});
