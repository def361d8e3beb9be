import { describe, expect, it } from 'vitest';
import { formatMessage, parseMessages } from '#src/shared/i18n/message-format.ts';

const name = { name: { content: '$1' } };

describe('formatMessage', () => {
  it.each([
    ['a placeholder', { message: 'Call from $NAME$', placeholders: name }, ['Alice'], 'Call from Alice'],
    ['a placeholder twice', { message: '$name$, $NAME$!', placeholders: name }, ['Alice'], 'Alice, Alice!'],
    ['a missing substitution', { message: 'Call from $NAME$', placeholders: name }, [], 'Call from '],
    [
      'one of several placeholders',
      { message: '$B$', placeholders: { a: { content: 'x' }, b: { content: 'y' } } },
      [],
      'y',
    ],
    ['a doubled dollar', { message: 'costs $$5' }, [], 'costs $5'],
    ['an undeclared placeholder', { message: 'Call from $NAME$' }, ['Alice'], 'Call from $NAME$'],
    ['a name that looks like a pattern', { message: '$NAME$', placeholders: name }, ['$1 $& $NAME$'], '$1 $& $NAME$'],
  ])('handles %s', (_what, entry, substitutions, expected) => {
    expect(formatMessage(entry, substitutions)).toBe(expected);
  });
});

describe('parseMessages', () => {
  it.each([
    [{}],
    [{ a: { message: 'x' }, b: { message: '$N$', placeholders: { n: { content: '$1' } } } }],
    [{ a: { message: '', placeholders: {} } }],
  ])('takes %j as it is', (value) => {
    expect(parseMessages(value)).toEqual(value);
  });

  it.each([
    [null],
    ['text'],
    [{ a: 'text' }],
    [{ a: { message: 1 } }],
    [{ a: null }],
    [{ a: { message: 'x' }, b: { placeholders: {} } }],
    [{ a: { message: 'x', placeholders: null } }],
    [{ a: { message: 'x', placeholders: { n: 1 } } }],
    [{ a: { message: 'x', placeholders: { n: { content: 'x' }, m: { content: 1 } } } }],
    [undefined],
  ])('refuses %j', (value) => {
    expect(parseMessages(value)).toBeUndefined();
  });
});
