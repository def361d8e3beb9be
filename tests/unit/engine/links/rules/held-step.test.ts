import { describe, expect, test } from 'vitest';
import type { LinkEffect, LinkFact, LinkState, LinkTimer } from '#src/engine/links/rules/state.ts';
import { presenceOf } from '#src/engine/links/rules/state.ts';
import { stepLink } from '#src/engine/links/rules/step.ts';
import {
  answer,
  atMs,
  changed,
  connecting,
  down,
  healing,
  lanes,
  linkIn,
  offer,
  open,
  sent,
  waiting,
} from './link-facts.ts';

type Told = LinkFact & { readonly afterMs?: number };

/** The state after these facts, and what the last of them ordered. */
function given(from: LinkState, ...facts: readonly Told[]): { state: LinkState; orders: readonly string[] } {
  let [state, orders]: [LinkState, readonly string[]] = [from, []];
  for (const { afterMs = 0, ...fact } of facts) {
    const [next, effects] = stepLink(state, { ...fact, atMs: atMs + afterMs, freshSession: 70, jitter: 0 });
    state = next;
    orders = effects.map(nameOf);
  }
  return { state, orders };
}

function nameOf(effect: LinkEffect): string {
  if (effect.kind === 'announce') return effect.news;
  return effect.kind === 'start-timer' ? `${effect.timer} ${effect.delayMs}` : effect.kind;
}

const held: LinkFact = { kind: 'held', isHeld: true };
const letGo: LinkFact = { kind: 'held', isHeld: false };
const pong = (afterMs = 0): Told => ({ kind: 'heard', attempt: 3, isPong: true, takesBeats: true, afterMs });
const oldPong: Told = { kind: 'heard', attempt: 3, isPong: true, takesBeats: false };
const frame = (afterMs: number): Told => ({ kind: 'heard', attempt: 3, isPong: false, takesBeats: false, afterMs });
const at = (timer: LinkTimer, afterMs: number): Told => ({ kind: 'timer-fired', timer, attempt: 3, afterMs });
const beats = (...afterMs: readonly number[]): readonly Told[] => afterMs.map((ms) => at('beat', ms));
const carried = (arrived: number, answered: number, afterMs: number): Told => ({
  ...{ kind: 'carried', attempt: 3, counts: { arrived, answered }, afterMs },
});
const silence = [held, pong(), ...beats(1_000, 1_250, 1_500, 1_750, 2_000, 2_250, 2_500, 2_750)] as const;
/** What each question orders. */
const asked = ['beat', 'count-carried', 'beat 250'];
const made = (description: typeof offer | typeof answer): Told => ({
  kind: 'restart-made',
  attempt: 3,
  half: { ...description, round: 1 },
});
const theirs = (session: number): Told => ({
  ...{ kind: 'restart-received', session, sequence: 6, ageMs: 0, half: { ...offer, round: 1 } },
});

describe('a held link', () => {
  test('is asked over the lane that every version knows, as soon as it is open', () => {
    expect(given(linkIn(open), held).orders).toEqual(['ping']);
    expect(given(linkIn(down), held, letGo).orders).toEqual([]);
    expect(given({ ...linkIn(connecting), held: true }, lanes).orders).toEqual(['stop-timer', 'opened', 'ping']);
  });

  test('is asked each second, and four times as often while an answer is due', () => {
    expect(given(linkIn(open), held, pong()).orders).toEqual(['beat 1000']);
    expect(given(linkIn(open), held, pong(), at('beat', 1_000)).orders).toEqual(asked);
    expect(given(linkIn(open), held, pong(), at('beat', 1_000), pong(1_040)).orders).toEqual(['beat 1000']);
  });

  test('counts as interrupted after three seconds without an answer, not a millisecond sooner', () => {
    expect(presenceOf(given(linkIn(open), ...silence, at('beat', 2_999)).state)).toBe('online');
    const run = given(linkIn(open), ...silence, at('beat', 3_000));
    expect(run.orders).toEqual(['restart-ice', 'knock 250', 'interrupted']);
    expect(presenceOf(run.state)).toBe('connecting');
  });

  test('takes what arrives for no answer, for it proves nothing of what leaves', () => {
    const run = given(linkIn(open), ...silence, frame(2_900), at('beat', 3_000));
    expect(run.orders).toContain('interrupted');
    expect(given(run.state, frame(3_100)).orders).toEqual([]);
    expect(given(run.state, pong(3_100)).orders).toEqual(['stop-timer', 'restored', 'beat 1000']);
  });

  test('is not taken for broken while their browser answers and only their page stands still', () => {
    const standing = [...silence, carried(5, 5, 1_010), carried(6, 6, 1_260), at('beat', 3_000)] as const;
    const run = given(linkIn(open), ...standing);
    expect(run.orders).toEqual(asked);
    expect(presenceOf(given(run.state, at('beat', 4_009)).state)).toBe('online');
    expect(given(run.state, pong(3_100), at('beat', 4_100)).state).toMatchObject({
      phase: { beats: { carried: { arrived: 6 } } },
    });
  });

  test('is taken for broken three seconds after the last that arrived, and five after the last answer', () => {
    const run = given(linkIn(open), ...silence, carried(5, 5, 1_010), carried(6, 6, 1_260));
    expect(given(run.state, at('beat', 4_010)).orders).toContain('interrupted');
    const arriving = given(run.state, carried(7, 6, 3_500), carried(8, 6, 5_000)).state;
    expect(given(arriving, at('beat', 6_009)).orders).toEqual(asked);
    expect(given(arriving, at('beat', 6_010)).orders).toContain('interrupted');
  });

  test.each([
    [[5, 5]],
    [
      [5, 5],
      [5, 5],
    ],
    [
      [5, 5],
      [6, 5],
    ],
    [
      [5, 5],
      [5, 6],
    ],
    [
      [5, 5],
      [1, 1],
    ],
  ])('is answered by no first count, by none that rises in part, and by none that began anew: %j, %j', (...counts) => {
    const told = counts.map(([arrived = 0, answered = 0], index) => carried(arrived, answered, 1_010 + 250 * index));
    expect(given(linkIn(open), ...silence, ...told, at('beat', 3_000)).orders).toContain('interrupted');
  });

  test('is taken for broken when a page stands still for longer than a busy computer makes it', () => {
    const run = given(linkIn(open), ...silence, carried(5, 5, 29_500), carried(6, 6, 29_750));
    expect(given(run.state, at('beat', 29_999)).orders).toEqual(asked);
    expect(given(run.state, at('beat', 30_000)).orders).toContain('interrupted');
  });

  test('asks before it despairs when this computer stood still', () => {
    const woken = given(linkIn(open), held, pong(), at('beat', 90_000));
    expect(woken.orders).toEqual(asked);
    expect(presenceOf(woken.state)).toBe('online');
    const further = [90_250, 90_500, 90_750].map((ms) => at('beat', ms));
    expect(given(woken.state, ...further, at('beat', 91_000)).orders).toContain('interrupted');
  });

  test('believes the browser when it is sooner', () => {
    expect(given(linkIn(open), held, pong(), changed('interrupted')).orders).toContain('restart-ice');
  });

  test('of a version that takes no beats is repaired at once, and otherwise watched like any other', () => {
    expect(given(linkIn(open), held, oldPong).orders).toEqual([]);
    expect(given(linkIn(open), held, oldPong, changed('interrupted')).orders).toEqual([
      'ping',
      'restart-ice',
      'heal 15000',
      'interrupted',
    ]);
    expect(given(linkIn(healing), held).orders).toEqual(['ping', 'restart-ice', 'heal 15000']);
  });

  test('is asked no more once it is let go', () => {
    const run = given(linkIn(open), held, pong(), letGo);
    expect(run).toEqual({ state: linkIn(open), orders: ['stop-timer'] });
    expect(given(run.state, at('beat', 1_000)).orders).toEqual([]);
    expect(given(linkIn(open), held, letGo)).toEqual({ state: linkIn(open), orders: [] });
  });

  test('is asked on while it heals, repaired again every four seconds, and given up when no call would wait longer', () => {
    const broken = given(linkIn(open), ...silence, at('beat', 3_000)).state;
    expect(given(broken, at('knock', 6_999)).orders).toEqual(['beat', 'knock 250']);
    const again = given(broken, at('knock', 7_000));
    expect(again.orders).toEqual(['renew-mailbox', 'restart-ice', 'beat', 'knock 250']);
    expect(given(again.state, at('knock', 10_999)).orders).toEqual(['beat', 'knock 250']);
    expect(given(again.state, at('knock', 78_000)).orders).toEqual([
      'down',
      'close-peer',
      'create-offer',
      'answer 10000',
    ]);
  });
});

describe('a network that is there again', () => {
  const returned = (afterMs: number): Told => ({ kind: 'network-returned', afterMs });

  test('repairs a held link at once, and the next time after as long as ever', () => {
    const broken = given(linkIn(open), ...silence, at('beat', 3_000)).state;
    const run = given(broken, returned(5_000));
    expect(run.orders).toEqual(['restart-ice', 'knock 250']);
    expect(given(run.state, at('knock', 8_999)).orders).toEqual(['beat', 'knock 250']);
    expect(given(run.state, at('knock', 9_000)).orders).toContain('restart-ice');
  });

  test('is reason enough to doubt a held link whose silence was too short to be noticed', () => {
    expect(given(linkIn(open), held, pong(), returned(500)).orders).toEqual([
      'restart-ice',
      'knock 250',
      'interrupted',
    ]);
  });

  test('is worth an attempt where somebody waits, in place of one that could not be heard', () => {
    const seeking = { ...linkIn(waiting), held: true } as const;
    expect(given(seeking, returned(5_000)).orders).toContain('create-offer');
    expect(given({ ...linkIn(sent), held: true }, returned(5_000)).orders).toEqual([
      'close-peer',
      'create-offer',
      'answer 10000',
    ]);
    expect(given(linkIn({ ...waiting, wanted: true }), returned(5_000)).orders).toContain('create-offer');
  });

  test.each([waiting, sent, open, healing, connecting, down])('costs nothing where nobody waits, as in %j', (phase) => {
    expect(given(linkIn(phase), returned(5_000))).toEqual({ state: linkIn(phase), orders: [] });
  });
});

describe('a browser that looks for no way any more', () => {
  test('is set to look again where a call is held, and otherwise given up', () => {
    const broken = given(linkIn(open), ...silence, at('beat', 3_000)).state;
    expect(given(broken, changed('stuck'))).toEqual({ state: broken, orders: [] });
    expect(given(broken, changed('failed')).orders).toContain('down');
    expect(given(linkIn(open), held, pong(), changed('stuck')).orders).toContain('restart-ice');
    expect(given(linkIn(healing), changed('stuck')).orders).toContain('down');
  });
});

describe('half of a restart', () => {
  test('is written while the link heals, and the answer also by whoever sees nothing wrong', () => {
    expect(given(linkIn(healing), made(offer)).orders).toEqual(['send-restart']);
    expect(given(linkIn(open), made(offer)).orders).toEqual([]);
    expect(given(linkIn(open), made(answer)).orders).toEqual(['send-restart']);
    expect(given(linkIn(down), made(answer)).orders).toEqual([]);
  });

  test('is taken for the link that there is', () => {
    expect(given(linkIn(open), theirs(50)).orders).toEqual(['take-restart']);
    expect(given(linkIn(healing), theirs(50)).orders).toEqual(['take-restart']);
    expect(given(linkIn(open), theirs(9)).orders).toEqual([]);
    expect(given(linkIn(sent), theirs(50)).orders).toEqual([]);
  });

  test('for a link that was lost here says that its writer is there', () => {
    expect(given(linkIn(down), theirs(50)).orders).toEqual(['create-offer', 'answer 10000']);
    expect(given(linkIn(down, { seenSequence: 6 }), theirs(50)).orders).toEqual([]);
  });
});
