import { describe, expect, it } from 'vitest';
import { createAttention } from '#src/engine/surfaces/attention.ts';
import type { Attention } from '#src/shared/messaging/contract.ts';
import type { ContactView, Snapshot } from '#src/shared/snapshot.ts';
import { callWith, contactNamed, emptySnapshot } from '../../../fakes/surface-snapshots.ts';

const bob = contactNamed('Bob', { id: 'B' });
const snapshotOf = (parts: Partial<Snapshot> = {}): Snapshot => ({ ...emptySnapshot, ...parts });
const incoming = callWith(bob, { phase: 'incoming' });

function setUp() {
  const shown: Attention[] = [];
  const attention = createAttention((next) => shown.push(next));
  return { attention, shown };
}

const missed = (missedCalls: NonNullable<ContactView['missedCalls']>, parts: Partial<Snapshot> = {}) =>
  snapshotOf({ contacts: [contactNamed('Bob', { id: 'B', missedCalls })], ...parts });

const message = (text: string, unread: number) =>
  snapshotOf({ contacts: [contactNamed('Bob', { id: 'B', unread, lastMessage: { text, mine: false, atMs: 1 } })] });

describe('attention', () => {
  it('says nothing twice', () => {
    const { attention, shown } = setUp();
    attention.refresh(message('hello', 1));
    attention.refresh(message('hello', 1));
    expect(shown).toHaveLength(1);
  });

  it('raises a message again only when there is a newer one', () => {
    const { attention, shown } = setUp();
    attention.refresh(message('hello', 1));
    attention.refresh({ ...message('hello', 1), requests: [{ id: 'C', name: 'Carol', atMs: 1 }] });
    attention.refresh({ ...message('are you there?', 2), requests: [{ id: 'C', name: 'Carol', atMs: 1 }] });
    expect(shown.map(({ raise }) => raise)).toEqual([['message:B'], ['request:C'], ['message:B']]);
    expect(shown.at(-1)?.notices).toHaveLength(2);
  });

  it('rewords an edited message, or one before another that was deleted, without calling anybody back', () => {
    const { attention, shown } = setUp();
    attention.refresh(message('hello', 2));
    attention.refresh(message('hello!', 2));
    attention.refresh(message('', 1));
    expect(shown.map(({ raise, reword }) => [raise, reword])).toEqual([
      [['message:B'], []],
      [[], ['message:B']],
      [[], ['message:B']],
    ]);
  });

  it('makes no notification of a muted conversation, which still counts as unread', () => {
    const { attention, shown } = setUp();
    const muted = (text: string, isMuted: boolean): Snapshot => {
      const [contact] = message(text, 1).contacts;
      return snapshotOf({ contacts: contact ? [{ ...contact, ...(isMuted && { muted: true }) }] : [] });
    };
    attention.refresh(muted('hello', true));
    expect(shown.at(-1)).toMatchObject({ unread: 1, notices: [], raise: [] });
    attention.refresh(muted('hello', false));
    expect(shown.at(-1)?.notices).toHaveLength(1);
    attention.refresh(muted('hello', true));
    expect(shown.at(-1)?.notices).toEqual([]);
  });

  it('shows nobody their own words as news', () => {
    const { attention, shown } = setUp();
    const lastMessage = { text: 'mine', mine: true, atMs: 1 };
    attention.refresh(snapshotOf({ contacts: [contactNamed('Bob', { id: 'B', unread: 1, lastMessage })] }));
    expect(shown.at(-1)?.notices).toMatchObject([{ text: '' }]);
  });

  it('raises one notification for a thousand requests, and another only after all were answered', () => {
    const { attention, shown } = setUp();
    const requests = Array.from({ length: 1_000 }, (_, index) => ({ id: `S${index}`, name: 'Stranger', atMs: index }));
    for (let count = 1; count <= requests.length; count += 1) {
      attention.refresh(snapshotOf({ requests: requests.slice(0, count).reverse() }));
    }
    expect(shown.flatMap(({ raise }) => raise)).toEqual(['request:S0']);
    attention.refresh(snapshotOf({ requests: requests.slice(1) }));
    expect(shown.at(-1)).toMatchObject({ notices: [], needsAction: true });
    attention.refresh(snapshotOf());
    attention.refresh(snapshotOf({ requests: requests.slice(5, 6) }));
    expect(shown.at(-1)?.raise).toEqual(['request:S5']);
  });

  it('leaves the notification of the stranger who waits longest where it is when the engine starts again', () => {
    const waiting = snapshotOf({
      requests: [
        { id: 'D', name: 'Dave', atMs: 2 },
        { id: 'C', name: 'Carol', atMs: 1 },
      ],
    });
    const { attention, shown } = setUp();
    attention.refresh(snapshotOf({ requests: waiting.requests.slice(1) }));
    attention.refresh(waiting);
    const restarted = setUp();
    restarted.attention.refresh(waiting);
    expect([shown.at(-1)?.notices, restarted.shown.at(-1)?.notices]).toMatchObject([
      [{ id: 'request:C' }],
      [{ id: 'request:C' }],
    ]);
  });

  it('takes everything away that was read', () => {
    const { attention, shown } = setUp();
    attention.refresh(message('hello', 1));
    attention.refresh(message('hello', 0));
    expect(shown.at(-1)).toMatchObject({ unread: 0, notices: [], raise: [] });
  });

  it('rings while a call is incoming, and counts as a call only once it is answered', () => {
    const { attention, shown } = setUp();
    attention.refresh(snapshotOf({ call: incoming }));
    attention.refresh(snapshotOf({ call: callWith(bob) }));
    attention.refresh(snapshotOf({ call: callWith(bob, { phase: 'ended' }) }));
    expect(shown.map(({ needsAction, inCall, notices }) => [needsAction, inCall, notices.length])).toEqual([
      [true, false, 1],
      [false, true, 0],
      [false, false, 0],
    ]);
  });

  it('marks the badge as long as an invitation to play waits for an answer', () => {
    const { attention, shown } = setUp();
    const game = { contactId: 'B', contactName: 'Bob', id: 'g', game: 'gomoku', why: null } as const;
    attention.refresh(snapshotOf({ games: [{ ...game, phase: 'inviting' }] }));
    attention.refresh(snapshotOf({ games: [{ ...game, phase: 'invited' }] }));
    attention.refresh(snapshotOf());
    expect(shown.map(({ needsAction }) => needsAction)).toEqual([false, true, false]);
  });

  it('leaves whoever is not to be disturbed alone, and tells them of missed calls afterwards', () => {
    const { attention, shown } = setUp();
    const quiet = { ...emptySnapshot.settings, doNotDisturb: true };
    const called = missed({ count: 1, atMs: 1 });
    attention.refresh({ ...called, call: incoming, settings: quiet });
    expect(shown.at(-1)).toMatchObject({ unread: 1, needsAction: true, notices: [], raise: [] });
    attention.refresh(called);
    expect(shown.at(-1)?.raise).toEqual(['missed-call:B']);
  });

  it('asks about contact requests also when nobody is to be disturbed by calls and messages', () => {
    const { attention, shown } = setUp();
    const settings = { ...emptySnapshot.settings, doNotDisturb: true };
    attention.refresh(snapshotOf({ settings, requests: [{ id: 'C', name: 'Carol', atMs: 1 }] }));
    expect(shown.at(-1)?.raise).toEqual(['request:C']);
  });

  it('tells a screen that somebody wants to show, or wanted to, from a call', () => {
    const { attention, shown } = setUp();
    const call = { ...incoming, video: false, shareOnly: true } as const;
    attention.refresh(missed({ count: 1, atMs: 7, share: true }, { call }));
    expect(shown.at(-1)?.notices).toEqual([
      { kind: 'incoming-call', id: 'incoming-call:B', name: 'Bob', video: false, share: true },
      { kind: 'missed-call', id: 'missed-call:B', contactId: 'B', name: 'Bob', atMs: 7, share: true },
    ]);
    attention.refresh(missed({ count: 2, atMs: 8 }, { call: incoming }));
    for (const notice of shown.at(-1)?.notices ?? []) expect(notice).not.toHaveProperty('share');
  });

  it('keeps a missed call on the badge until its conversation was seen, and raises each one', () => {
    const { attention, shown } = setUp();
    attention.refresh(missed({ count: 1, atMs: 1 }));
    attention.refresh(missed({ count: 2, atMs: 2 }));
    attention.refresh(snapshotOf());
    expect(shown.map(({ unread, raise }) => [unread, raise])).toEqual([
      [1, ['missed-call:B']],
      [2, ['missed-call:B']],
      [0, []],
    ]);
  });
});
