import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PairingState } from '#src/engine/pairing/rules/state.ts';
import type { PairingEvent } from '#src/engine/pairing/rules/step.ts';
import { isChore, stepPairing } from '#src/engine/pairing/rules/step.ts';

const hex = (digit: string): string => digit.repeat(32);
const knock = { name: 'Alice', grant: hex('a'), beacon: hex('b'), box: 'c'.repeat(64) };
const accept = { name: 'Bob', grant: hex('d'), beacon: hex('e'), description: null };

const knocked: PairingState = { status: 'knocked', myGrant: hex('1') };
const declined: PairingState = { status: 'declined', knockAccount: 'account' };
const accepted: PairingState = {
  status: 'accepted',
  myGrant: hex('2'),
  theirGrant: hex('a'),
  theirBeacon: hex('b'),
  confirmed: false,
};

function run(...events: PairingEvent[]): { state: PairingState | undefined; effects: string[] } {
  let state: PairingState | undefined;
  const effects: string[] = [];
  for (const event of events) {
    const [next, orders] = stepPairing(state, event);
    state = next;
    effects.push(...orders.map((order) => order.kind));
  }
  return { state, effects };
}

it('what takes something away from the own mailbox is done some day, the rest at once or never', () => {
  const account = 'account';
  const grant = hex('1');
  expect(isChore({ kind: 'delete-grant', grant })).toBe(true);
  expect(isChore({ kind: 'refuse-knocks', account })).toBe(true);
  expect(isChore({ kind: 'delete-knock', account })).toBe(true);
  expect(isChore({ kind: 'write-grant', grant })).toBe(false);
  expect(isChore({ kind: 'send-accept', crossed: false })).toBe(false);
});

describe('pairing', () => {
  it('gives a grant before it knocks, so that the answer finds an open slot', () => {
    const { state, effects } = run({ kind: 'invited', grant: hex('1') });
    expect(state).toEqual({ status: 'knocked', myGrant: hex('1') });
    expect(effects).toEqual(['write-grant', 'send-knock']);
  });

  it('does nothing but remember when a stranger knocks', () => {
    const { state, effects } = run({ kind: 'knock-received', knock, account: 'account' });
    expect(state?.status).toBe('asked');
    expect(effects).toEqual([]);
  });

  it('writes grant and acceptance when a request is accepted', () => {
    const { state, effects } = run(
      { kind: 'knock-received', knock, account: 'account' },
      { kind: 'accepted-here', grant: hex('2') },
    );
    expect(state).toMatchObject({ status: 'accepted', myGrant: hex('2'), theirGrant: hex('a'), confirmed: false });
    expect(effects).toEqual(['write-grant', 'send-accept', 'delete-knock']);
  });

  it('says that it agrees also when both asked each other, for theirs may be all that is left of the two knocks', () => {
    const { state, effects } = run(
      { kind: 'invited', grant: hex('1') },
      { kind: 'knock-received', knock, account: 'account' },
    );
    expect(state).toMatchObject({ status: 'accepted', myGrant: hex('1'), theirGrant: hex('a'), confirmed: false });
    expect(effects).toEqual(['write-grant', 'send-knock', 'delete-knock', 'send-accept']);
  });

  it('takes inviting somebody who asked as accepting', () => {
    const { state } = run({ kind: 'knock-received', knock, account: 'account' }, { kind: 'invited', grant: hex('2') });
    expect(state?.status).toBe('accepted');
  });

  it('ignores an acceptance nobody asked for', () => {
    expect(run({ kind: 'accept-received', accept }).state).toBeUndefined();
    const asked = run({ kind: 'knock-received', knock, account: 'account' }, { kind: 'accept-received', accept });
    expect(asked.state?.status).toBe('asked');
  });

  it('tells nobody about declining, and stays deaf to the next knock', () => {
    const { state, effects } = run(
      { kind: 'knock-received', knock, account: 'account' },
      { kind: 'declined-here' },
      { kind: 'knock-received', knock, account: 'account' },
    );
    expect(state).toMatchObject({ status: 'declined', knockAccount: 'account' });
    expect(effects).toEqual(['delete-knock']);
  });

  it('takes inviting somebody whose request was declined as accepting it, by the newest grant they gave', () => {
    const again = { ...knock, grant: hex('9') };
    const { state, effects } = run(
      { kind: 'knock-received', knock, account: 'account' },
      { kind: 'declined-here' },
      { kind: 'knock-received', knock: again, account: 'account' },
      { kind: 'invited', grant: hex('2') },
    );
    expect(state).toMatchObject({ status: 'accepted', myGrant: hex('2'), theirGrant: hex('9'), confirmed: false });
    expect(effects.slice(1)).toEqual(['write-grant', 'send-accept', 'delete-knock']);
  });

  it('asks somebody of whose declined request nothing was kept', () => {
    const [state, effects] = stepPairing(declined, { kind: 'invited', grant: hex('2') });
    expect(state).toEqual({ status: 'knocked', myGrant: hex('2') });
    expect(effects.map(({ kind }) => kind)).toEqual(['write-grant', 'send-knock']);
  });

  it('forgets a request that was withdrawn', () => {
    const asked = run({ kind: 'knock-received', knock, account: 'account' }).state;
    expect(stepPairing(asked, { kind: 'request-gone' })).toEqual([undefined, []]);
    expect(stepPairing(declined, { kind: 'request-gone' })).toEqual([undefined, []]);
  });

  it("keeps a blocked person's account out, and lets it in again when they are forgotten", () => {
    const blocked = run({ kind: 'knock-received', knock, account: 'account' }, { kind: 'blocked-here' });
    expect(blocked.state).toEqual({ status: 'blocked', knockAccount: 'account' });
    expect(blocked.effects).toEqual(['refuse-knocks']);
    const forgiven = [undefined, [{ kind: 'delete-knock', account: 'account' }]];
    expect(stepPairing(blocked.state, { kind: 'removed-here' })).toEqual(forgiven);
    expect(stepPairing({ status: 'blocked' }, { kind: 'removed-here' })).toEqual([undefined, []]);
  });

  it('remembers the account of an accepted contact for a later block', () => {
    const { effects } = run(
      { kind: 'knock-received', knock, account: 'account' },
      { kind: 'accepted-here', grant: hex('1') },
      { kind: 'accept-received', accept },
      { kind: 'blocked-here' },
    );
    expect(effects.slice(-2)).toEqual(['delete-grant', 'refuse-knocks']);
  });

  it('takes the grant away from a contact who is blocked', () => {
    const { state, effects } = run(
      { kind: 'invited', grant: hex('1') },
      { kind: 'accept-received', accept },
      { kind: 'blocked-here' },
      { kind: 'accept-received', accept },
      { kind: 'knock-received', knock, account: 'account' },
    );
    expect(state).toEqual({ status: 'blocked' });
    expect(effects).toEqual(['write-grant', 'send-knock', 'delete-grant']);
  });

  it('answers a contact who lost us and knocks again, without asking the person here', () => {
    const again = { ...knock, grant: hex('9') };
    const { state, effects } = run(
      { kind: 'knock-received', knock, account: 'account' },
      { kind: 'accepted-here', grant: hex('2') },
      { kind: 'knock-received', knock: again, account: 'account' },
    );
    expect(state).toMatchObject({ status: 'accepted', myGrant: hex('2'), theirGrant: hex('9'), confirmed: false });
    expect(effects.slice(3)).toEqual(['delete-knock', 'send-accept']);
  });

  it('asks again with the same grant, so that an answer to either knock counts', () => {
    const again = { kind: 'invited', grant: hex('2') } as const;
    const effects = (grant: string) => [
      { kind: 'write-grant', grant },
      { kind: 'send-knock', grant },
    ];
    expect(stepPairing(knocked, again)).toEqual([knocked, effects(hex('1'))]);
    // They may have lost us, and answer by themselves if not.
    expect(stepPairing(accepted, again)).toEqual([accepted, effects(accepted.myGrant)]);
  });

  it('takes away what lies in the own mailbox for somebody who is removed', () => {
    const grant = [undefined, [{ kind: 'delete-grant', grant: accepted.myGrant }]];
    expect(stepPairing({ ...accepted, knockAccount: 'account' }, { kind: 'removed-here' })).toEqual(grant);
    const asked = run({ kind: 'knock-received', knock, account: 'account' }).state;
    const request = [undefined, [{ kind: 'delete-knock', account: 'account' }]];
    expect(stepPairing(asked, { kind: 'removed-here' })).toEqual(request);
    expect(stepPairing(declined, { kind: 'removed-here' })).toEqual([undefined, []]);
    expect(stepPairing(undefined, { kind: 'removed-here' })).toEqual([undefined, []]);
  });

  it('knows whose mailbox refuses what we write, until it takes something or they come anew', () => {
    const out: PairingState = { ...accepted, shutOut: true };
    expect(stepPairing(accepted, { kind: 'shut-out' })).toEqual([out, []]);
    expect(stepPairing(out, { kind: 'let-in' })).toEqual([accepted, []]);
    expect(stepPairing(out, { kind: 'heard' })[0]).toMatchObject({ shutOut: true, confirmed: true });
    expect(stepPairing(out, { kind: 'accept-received', accept })[0]).not.toHaveProperty('shutOut');
    expect(stepPairing(out, { kind: 'knock-received', knock, account: 'account' })[0]).not.toHaveProperty('shutOut');
  });

  it('makes somebody say again that they agree whose acceptance was lost', () => {
    expect(stepPairing(knocked, { kind: 'heard' })).toEqual([knocked, [{ kind: 'send-knock', grant: hex('1') }]]);
  });

  it('invites somebody who was blocked before ever knocking without touching any knock', () => {
    expect(run({ kind: 'blocked-here' }, { kind: 'invited', grant: hex('1') }).effects).toEqual([
      'write-grant',
      'send-knock',
    ]);
  });

  it('becomes contacts with what the acceptance of the invitation brings', () => {
    const { state } = run({ kind: 'invited', grant: hex('1') }, { kind: 'accept-received', accept });
    const contact = {
      status: 'accepted',
      myGrant: hex('1'),
      theirGrant: hex('d'),
      theirBeacon: hex('e'),
      confirmed: true,
    };
    expect(state).toEqual(contact);
    const [again] = stepPairing({ ...accepted, knockAccount: 'account' }, { kind: 'accept-received', accept });
    expect(again).toEqual({ ...contact, myGrant: accepted.myGrant, knockAccount: 'account' });
  });

  it('repeats its acceptance only until it is confirmed', () => {
    expect(stepPairing(accepted, { kind: 'heard' })).toEqual([{ ...accepted, confirmed: true }, []]);
  });

  it.each([
    ['an acceptance of a contact', accepted, { kind: 'accepted-here', grant: hex('9') }],
    ['an acceptance of somebody who did not ask', knocked, { kind: 'accepted-here', grant: hex('9') }],
    ['an acceptance of a stranger', undefined, { kind: 'accepted-here', grant: hex('9') }],
    ['a refusal of a contact', accepted, { kind: 'declined-here' }],
    ['a refusal of somebody who did not ask', knocked, { kind: 'declined-here' }],
    ['a refusal of a stranger', undefined, { kind: 'declined-here' }],
    ['a signal of a stranger', undefined, { kind: 'heard' }],
    ['a signal of somebody declined', declined, { kind: 'heard' }],
    ['a refusal by the mailbox of somebody who was asked', knocked, { kind: 'shut-out' }],
    ['a request that is gone of a contact', accepted, { kind: 'request-gone' }],
    ['a knock of somebody blocked', { status: 'blocked' }, { kind: 'knock-received', knock, account: 'account' }],
    ['an acceptance by somebody declined', declined, { kind: 'accept-received', accept }],
  ] as const)('is not changed by %s', (_, state, event) => {
    expect(stepPairing(state, event)).toEqual([state, []]);
  });

  it('becomes contacts only by an act of the person here, whatever arrives in whatever order', () => {
    const fromOutside: fc.Arbitrary<PairingEvent> = fc.oneof(
      fc.constant<PairingEvent>({ kind: 'knock-received', knock, account: 'account' }),
      fc.constant<PairingEvent>({ kind: 'accept-received', accept }),
      fc.constant<PairingEvent>({ kind: 'heard' }),
    );
    fc.assert(
      fc.property(fc.array(fromOutside, { maxLength: 12 }), (events) => {
        const { state, effects } = run(...events);
        return state?.status !== 'accepted' && effects.length === 0;
      }),
    );
  });
});
