import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailRingSize } from '#src/engine/chat/rules/mailing.ts';
import { initialChat } from '#src/engine/chat/rules/state.ts';
import { mailLifeMs } from '#src/engine/mailbox/rules/lifetimes.ts';
import { utf8Length } from '#src/shared/text/text-size.ts';
import { createAbsence, withTexts } from '../../../../fakes/absence.ts';
import { mine, tellAll, withOutbox } from '../../../../fakes/chat-on-its-own.ts';

describe('mail for somebody who is away', () => {
  it('leaves everything that waits in one document, and shows it as sent only when the service has it', () => {
    const chat = createAbsence();
    chat.seek(true);
    expect(chat.timer('mail')).toMatchObject({ delayMs: 1_200 });
    expect(chat.fire()).toMatchObject({ index: 0, counts: [1, 2, 3] });
    expect(chat.states()).toEqual(['queued', 'queued', 'queued']);
    chat.left();
    expect(chat.states()).toEqual(['sent', 'sent', 'sent']);
    expect(chat.timer('mail')).toBeUndefined();
    expect(chat.kinds()).toContain('write');
  });

  it('is still known as sent after a restart, and not written again', () => {
    const chat = createAbsence();
    chat.seek(true);
    chat.fire();
    chat.left();
    const { counters, outbox } = chat.state();
    const later = createAbsence(initialChat(counters, outbox));
    expect(later.states()).toEqual(['sent', 'sent', 'sent']);
    later.seek(true);
    expect(later.timer('mail')).toBeUndefined();
  });

  it.each([
    ['while they are being sought', () => createAbsence().seek(false)],
    ['when nothing waits', () => createAbsence(withOutbox(0)).seek(true)],
  ])('does nothing %s', (_, dispatch) => {
    const chat = createAbsence(withOutbox(0));
    dispatch();
    expect(chat.timer('mail')).toBeUndefined();
  });

  it.each([
    ['the person does not want it', createAbsence(withOutbox(3), { ...tellAll, mail: false }), () => undefined],
    ['the link is up', createAbsence(), (chat: ReturnType<typeof createAbsence>) => chat.open()],
  ])('does nothing when %s', (_, chat, prepare) => {
    prepare(chat);
    chat.seek(true);
    expect(chat.timer('mail')).toBeUndefined();
  });

  it('is given up when the search begins again before it is written', () => {
    const chat = createAbsence();
    chat.seek(true);
    chat.seek(false);
    expect(chat.fire()).toBeUndefined();
    chat.seek(true);
    expect(chat.timer('mail')).toBeDefined();
  });

  it('writes more into the newest document while there is room', () => {
    const chat = createAbsence();
    chat.seek(true);
    chat.fire();
    chat.left();
    chat.compose('d'.repeat(32));
    chat.stored();
    chat.stored();
    chat.seek(false);
    chat.seek(true);
    expect(chat.fire()).toMatchObject({ index: 0, counts: [1, 2, 3, 4] });
    chat.left();
    expect(chat.state().counters.mailed).toMatchObject([{ index: 0, from: 1, through: 4 }]);
  });

  it('says nothing twice that is acknowledged, and counts from there', () => {
    const chat = createAbsence();
    chat.seek(true);
    chat.open();
    chat.receive({ t: 'text.ack', epoch: mine, n: 2 });
    chat.dispatch({ kind: 'link-closed' });
    chat.seek(true);
    expect(chat.fire()?.frames).toMatchObject([{ n: 3, base: 3 }]);
  });

  it('needs few documents for a burst, one at a time with a pause between', () => {
    const chat = createAbsence(withTexts(Array.from({ length: 1_000 }, (_, n) => `message number ${n}`)));
    chat.seek(true);
    const counts: number[] = [];
    let writes = 0;
    for (let document = chat.fire(); document; document = chat.fire()) {
      counts.push(...document.counts);
      writes += 1;
      chat.fire();
      expect(chat.kinds()).not.toContain('leave-mail');
      chat.left();
    }
    expect(counts).toEqual(Array.from({ length: 1_000 }, (_, n) => n + 1));
    expect(writes).toBeLessThan(20);
  });

  it('leaves the newest to the link when the ring is full, until something is acknowledged', () => {
    const chat = createAbsence(withTexts(Array.from({ length: 70 }, () => 'x'.repeat(12_000))));
    chat.seek(true);
    const indexes: number[] = [];
    for (let document = chat.fire(); document; document = chat.fire()) {
      indexes.push(document.index);
      chat.left();
    }
    expect(indexes).toEqual(Array.from({ length: mailRingSize }, (_, index) => index));
    expect(chat.state().mailing.kind).toBe('stuck');
    expect(chat.states().slice(62, 66)).toEqual(['sent', 'sent', 'queued', 'queued']);
    chat.open();
    chat.receive({ t: 'text.ack', epoch: mine, n: 2 });
    chat.dispatch({ kind: 'link-closed' });
    chat.seek(true);
    expect(chat.fire()).toMatchObject({ index: 0, counts: [65] });
  });

  it('keeps the order: what comes after a message that is too long waits for the link with it', () => {
    const chat = createAbsence(withTexts(['a', 'b', '\u0000'.repeat(16_000), 'c']));
    chat.seek(true);
    expect(chat.fire()?.counts).toEqual([1, 2]);
    chat.left();
    expect(chat.fire()).toBeUndefined();
    expect(chat.states()).toEqual(['sent', 'sent', 'queued', 'queued']);
  });

  it('tries again ever more seldom while the service cannot be reached', () => {
    const chat = createAbsence();
    chat.seek(true);
    const delays: number[] = [];
    for (let attempt = 0; attempt < 9; attempt += 1) {
      chat.fire();
      chat.failed(false);
      const timer = chat.timer('mail');
      delays.push(timer?.kind === 'set-timer' ? timer.delayMs : 0);
    }
    expect(delays).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300].map((seconds) => seconds * 1_000));
  });

  it('does not try again what was refused until they were sought in vain once more', () => {
    const chat = createAbsence();
    chat.seek(true);
    chat.fire();
    chat.failed(true);
    expect(chat.timer('mail')).toBeUndefined();
    expect(chat.fire()).toBeUndefined();
    chat.seek(false);
    chat.seek(true);
    expect(chat.timer('mail')).toBeDefined();
  });

  it('begins again with the oldest when the service has forgotten it', () => {
    const chat = createAbsence();
    chat.seek(true);
    chat.fire();
    chat.left(1_000);
    chat.seek(true, 999 + mailLifeMs);
    expect(chat.timer('mail')).toBeUndefined();
    chat.seek(true, 1_000 + mailLifeMs);
    expect(chat.states()).toEqual(['queued', 'queued', 'queued']);
    expect(chat.fire()).toMatchObject({ counts: [1, 2, 3] });
  });

  it('writes documents that fit, with every message in order and none left out', () => {
    const texts = fc.array(fc.string({ minLength: 1, maxLength: 4_000, unit: 'binary' }), { maxLength: 60 });
    fc.assert(
      fc.property(texts, (some) => {
        const chat = createAbsence(withTexts(some));
        chat.seek(true);
        let through = 0;
        for (let document = chat.fire(); document; document = chat.fire()) {
          expect(utf8Length(JSON.stringify({ frames: document.frames }))).toBeLessThan(16_100);
          const [first = 0] = document.counts;
          expect(first).toBeLessThanOrEqual(through + 1);
          expect(document.counts).toEqual(document.counts.map((_, at) => first + at));
          expect(document.counts.at(-1)).toBeGreaterThan(through);
          through = document.counts.at(-1) ?? 0;
          chat.left();
        }
        expect(through).toBe(some.length);
      }),
      { numRuns: 60 },
    );
  });
});
