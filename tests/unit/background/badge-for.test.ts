import { describe, expect, it } from 'vitest';
import { badgeFor } from '#src/background/badge-for.ts';

describe('badgeFor', () => {
  it.each([
    ['nothing to tell', { unread: 0, inCall: false, needsAction: false }, ''],
    ['one unread', { unread: 1, inCall: false, needsAction: false }, '1'],
    ['the highest count that fits', { unread: 99, inCall: false, needsAction: false }, '99'],
    ['more than fits', { unread: 100, inCall: false, needsAction: false }, '99+'],
    ['a call before unread messages', { unread: 5, inCall: true, needsAction: false }, '●'],
    ['what waits for an answer before all', { unread: 5, inCall: true, needsAction: true }, '!'],
  ])('shows %s', (_what, attention, text) => {
    expect(badgeFor(attention).text).toBe(text);
  });
});
