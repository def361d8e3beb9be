import { describe, expect, it } from 'vitest';
import { toFrame } from '#src/engine/chat/rules/sending.ts';
import type { ChatState } from '#src/engine/chat/rules/state.ts';
import { createAbsence, withTexts } from '../../../../fakes/absence.ts';
import { mine, withOutbox } from '../../../../fakes/chat-on-its-own.ts';

describe('mail', () => {
  it('fills documents of 16,000 bytes to the last one', () => {
    const empty = withTexts(['', 'b']);
    const size = (state: ChatState) =>
      state.outbox.reduce((sum, message) => sum + JSON.stringify(toFrame(message, state.counters)).length + 1, 0);
    const room = 16_000 - size(empty);
    for (const [length, counts] of [
      [room, [1, 2]],
      [room + 1, [1]],
    ] as const) {
      const chat = createAbsence(withTexts(['x'.repeat(length), 'b']));
      chat.seek(true);
      expect(chat.fire()?.counts).toEqual(counts);
    }
  });

  it('puts no more than 128 messages into a document', () => {
    const chat = createAbsence(withOutbox(200));
    chat.seek(true);
    expect(chat.fire()?.counts).toHaveLength(128);
  });

  it('goes on in the place of what is acknowledged, and only there', () => {
    const chat = createAbsence(withTexts(Array.from({ length: 70 }, () => 'x'.repeat(12_000))));
    chat.seek(true);
    while (chat.fire()) chat.left();
    chat.open();
    chat.receive({ t: 'text.ack', epoch: mine, n: 1 });
    chat.dispatch({ kind: 'link-closed' });
    chat.seek(true);
    expect(chat.fire()).toMatchObject({ index: 0, counts: [65] });
    chat.left();
    expect(chat.fire()).toBeUndefined();
    expect(chat.state().mailing.kind).toBe('stuck');
  });

  it('is begun by the first word that nobody answers there, not again by the next', () => {
    const chat = createAbsence();
    chat.seek(true);
    expect(chat.effects()).toEqual([{ kind: 'set-timer', timer: 'mail', delayMs: 1_200 }]);
    chat.seek(true);
    expect(chat.effects()).toEqual([]);
    chat.seek(false);
    expect(chat.effects()).toEqual([]);
    chat.fire();
    expect(chat.effects()).toEqual([]);
    expect(chat.state().mailing).toEqual({ kind: 'idle' });
  });

  it('that is stuck stays so while they are being sought', () => {
    const chat = createAbsence();
    chat.seek(true);
    chat.fire();
    chat.failed(true);
    expect(chat.effects()).toEqual([]);
    chat.seek(false);
    expect(chat.state().mailing.kind).toBe('stuck');
    expect(chat.effects()).toEqual([]);
  });

  it('that left is shown and stored; what is said of mail that nobody waits for is not', () => {
    const chat = createAbsence();
    chat.left();
    expect(chat.effects()).toEqual([]);
    chat.failed(false);
    expect(chat.effects()).toEqual([]);
    chat.fire();
    expect(chat.effects()).toEqual([]);
    chat.seek(true);
    chat.fire();
    chat.left(7);
    expect(chat.kinds()).toEqual(['announce', 'write']);
    expect(chat.state().counters.mailed).toEqual([{ index: 0, from: 1, through: 3, atMs: 7 }]);
    chat.left(8);
    expect(chat.effects()).toEqual([]);
  });

  it('has nowhere to go when the first message is too long', () => {
    const chat = createAbsence(withTexts(['x'.repeat(16_001)]));
    chat.seek(true);
    expect(chat.fire()).toBeUndefined();
    expect(chat.effects()).toEqual([]);
    expect(chat.state().mailing.kind).toBe('stuck');
  });

  it('is forgotten by the service after seven days, which is shown and stored', () => {
    const chat = createAbsence();
    chat.seek(true);
    chat.fire();
    chat.left();
    chat.stored();
    chat.seek(false, 604_800_000);
    expect(chat.effects()).toEqual([]);
    chat.seek(true, 604_799_999);
    expect(chat.effects()).toEqual([]);
    chat.seek(true, 604_800_000);
    expect(chat.kinds()).toEqual(['announce', 'write', 'set-timer']);
    expect(chat.state().counters.mailed).toEqual([]);
  });
});
