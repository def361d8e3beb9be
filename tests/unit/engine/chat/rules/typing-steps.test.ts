import { describe, expect, it } from 'vitest';
import type { ChatEffect, ChatEvent } from '#src/engine/chat/rules/events.ts';
import type { TypingState } from '#src/engine/chat/rules/state.ts';
import { createChat, tellAll, theirs } from '../../../../fakes/chat-on-its-own.ts';

const pressed: ChatEvent = { kind: 'typing-changed', active: true };
const left: ChatEvent = { kind: 'typing-changed', active: false };
const rested: ChatEvent = { kind: 'timer-fired', timer: 'typing-rest' };
const paused: ChatEvent = { kind: 'timer-fired', timer: 'typing-end' };
const closed: ChatEvent = { kind: 'link-closed' };

const untilPause: ChatEffect = { kind: 'set-timer', timer: 'typing-end', delayMs: 6_000 };
const noPause: ChatEffect = { kind: 'cancel-timer', timer: 'typing-end' };
const rest: ChatEffect = { kind: 'set-timer', timer: 'typing-rest', delayMs: 3_000 };
const wantLink: ChatEffect = { kind: 'want-link' };
const noRepeat: ChatEffect = { kind: 'cancel-timer', timer: 'repeat' };
const tell = (on: boolean): ChatEffect => ({ kind: 'send', frame: { t: 'text.typing', on } });

const idle: TypingState = { active: false, told: false, resting: false };
const telling: TypingState = { active: true, told: true, resting: true };

function stepsTo(isOpen: boolean, events: readonly ChatEvent[], policy = tellAll) {
  const chat = createChat(policy);
  if (isOpen) chat.open();
  for (const event of events) chat.dispatch(event);
  return { effects: chat.effects(), typing: chat.state().typing };
}

describe('our typing', () => {
  it.each<[string, readonly ChatEvent[], readonly ChatEffect[], TypingState]>([
    ['is told at once', [pressed], [untilPause, tell(true), rest], telling],
    ['is not told again while the last frame is fresh', [pressed, pressed], [untilPause], telling],
    ['is told again when it goes on', [pressed, rested], [tell(true), rest], telling],
    ['that ends soon is taken back later', [pressed, left], [noPause], { ...telling, active: false }],
    ['that ended meanwhile is taken back', [pressed, left, rested], [tell(false), rest], { ...idle, resting: true }],
    ['that was taken back rests without a word', [pressed, left, rested, rested], [], idle],
    ['ends by itself', [pressed, rested, rested, paused], [noPause], { ...telling, active: false }],
    ['is not taken back when it was never told', [left], [noPause], idle],
    [
      'is not told over a link that closed, and was told nobody then',
      [pressed, closed],
      [noRepeat],
      { ...telling, told: false },
    ],
    [
      'is told anew over a fresh link',
      [pressed, closed, rested, { kind: 'link-opened' }],
      [{ kind: 'send', frame: { t: 'text.features', names: ['amend', 'position', 'named'] } }, tell(true), rest],
      telling,
    ],
  ])('%s', (_, events, effects, typing) => {
    expect(stepsTo(true, events)).toEqual({ effects, typing });
  });

  it('without a link asks for one at the first key only', () => {
    expect(stepsTo(false, [pressed])).toEqual({ effects: [untilPause, wantLink], typing: { ...idle, active: true } });
    expect(stepsTo(false, [pressed, pressed]).effects).toEqual([untilPause]);
    expect(stepsTo(false, [left]).effects).toEqual([noPause]);
  });

  it('that nobody may know asks for a link and says nothing', () => {
    const silent = { ...tellAll, typing: false };
    expect(stepsTo(true, [pressed], silent)).toEqual({ effects: [untilPause], typing: { ...idle, active: true } });
    expect(stepsTo(false, [pressed], silent).effects).toEqual([untilPause, wantLink]);
  });

  it('is over with the message, without a frame of its own', () => {
    const composed: ChatEvent = { kind: 'message-composed', id: 'one', text: 'one', atMs: 1 };
    const { effects, typing } = stepsTo(true, [pressed, composed]);
    expect(effects[0]).toEqual(noPause);
    expect(typing).toEqual({ active: false, told: false, resting: true });
    expect(stepsTo(true, [pressed, composed, rested])).toEqual({ effects: [], typing: idle });
  });
});

describe('their typing', () => {
  const frame = (on: boolean): ChatEvent => ({ kind: 'frame-received', frame: { t: 'text.typing', on }, atMs: 1 });
  const until: ChatEffect = { kind: 'set-timer', timer: 'their-typing-end', delayMs: 6_000 };
  const no: ChatEffect = { kind: 'cancel-timer', timer: 'their-typing-end' };

  it.each<[string, readonly ChatEvent[], readonly ChatEffect[]]>([
    ['shows', [frame(true)], [until, { kind: 'announce' }]],
    ['goes on', [frame(true), frame(true)], [until]],
    ['ends', [frame(true), frame(false)], [no, { kind: 'announce' }]],
    ['does not end twice', [frame(true), frame(false), frame(false)], []],
    ['ends with the link', [frame(true), closed], [noRepeat, no, { kind: 'announce' }]],
  ])('%s', (_, events, effects) => {
    expect(stepsTo(true, events).effects).toEqual(effects);
  });

  it('ends with anything they write, also what is not a text of its own', () => {
    const place = { id: '1'.repeat(32), epoch: theirs, n: 1, base: 1, sentAtMs: 1, of: '2'.repeat(32) };
    for (const what of [
      { t: 'text.delete' },
      { t: 'text.edit', text: 'x' },
      { t: 'text.reaction', emoji: '' },
    ] as const) {
      const chat = createChat();
      chat.receive({ t: 'text.typing', on: true });
      chat.receive({ ...place, ...what });
      expect(chat.effects().slice(0, 2)).toEqual([no, { kind: 'announce' }]);
      expect(chat.state().theyType).toBe(false);
    }
  });
});
