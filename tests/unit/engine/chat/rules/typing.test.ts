import { describe, expect, it } from 'vitest';
import type { ChatEvent } from '#src/engine/chat/rules/events.ts';
import { arrival, createChat } from '../../../../fakes/chat-on-its-own.ts';

describe('typing', () => {
  it('tells at most one frame in three seconds and goes on telling while it lasts', () => {
    const chat = createChat();
    chat.open();
    chat.dispatch({ kind: 'typing-changed', active: true });
    expect(chat.sent()).toEqual([{ t: 'text.typing', on: true }]);
    expect(chat.timer('typing-rest')).toMatchObject({ delayMs: 3_000 });
    chat.dispatch({ kind: 'typing-changed', active: false });
    expect(chat.sent()).toEqual([]);
    chat.dispatch({ kind: 'timer-fired', timer: 'typing-rest' });
    expect(chat.sent()).toEqual([{ t: 'text.typing', on: false }]);
  });

  it('tells nothing when the person does not want it told', () => {
    const chat = createChat({ receipts: true, typing: false, mail: true });
    chat.open();
    chat.dispatch({ kind: 'typing-changed', active: true });
    expect(chat.sent()).toEqual([]);
  });

  it('of theirs ends after six seconds, with their message, and with the link', () => {
    const endings: readonly ChatEvent[] = [
      { kind: 'timer-fired', timer: 'their-typing-end' },
      { kind: 'frame-received', frame: arrival(1), atMs: 5 },
      { kind: 'link-closed' },
    ];
    for (const ending of endings) {
      const chat = createChat();
      chat.open();
      chat.receive({ t: 'text.typing', on: true });
      expect(chat.timer('their-typing-end')).toMatchObject({ delayMs: 6_000 });
      expect(chat.state().theyType).toBe(true);
      chat.dispatch(ending);
      expect(chat.state().theyType).toBe(false);
    }
  });
});
