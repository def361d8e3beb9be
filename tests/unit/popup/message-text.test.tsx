import { cleanup, render } from '@testing-library/preact';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { MessageText } from '#src/popup/components/chat/message-text.tsx';
import { parseMarkup } from '#src/popup/message-markup.ts';

const allowed = ['A', 'CODE', 'EM', 'PRE', 'SPAN'];
const allowedAttributes = ['class', 'dir', 'href', 'rel', 'target', 'title'];

const seeds = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '"><iframe srcdoc="<script>alert(1)</script>">',
  '<a href="javascript:alert(1)">x</a>',
  'javascript:alert(1)',
  'https://a.example/"onmouseover="alert(1)',
  "https://a.example/'onclick='alert(1)",
  'data:text/html,<script>alert(1)</script>',
  'https:javascript:alert(1)',
  'https://',
  'https://[',
  'https://user:secret@evil.example/',
  'https://good.example\\@evil.example/',
  'https://a.example/\u202egnp.exe',
  '\u202eright to left\u2066',
  '{{constructor.constructor(1)}}',
  '&lt;b&gt; &#60;',
  '\u0000\u0007\ufffe',
  '\ud800 lone \udc00',
];
const wrappings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `*${text}*`,
  (text) => `\`${text}\``,
  (text) => `\`\`\`\n${text}\n\`\`\``,
  (text) => `https://a.example/${text}`,
  (text) => `*\`${text}*\``,
];
const hostile = seeds.flatMap((seed) => wrappings.map((wrap) => wrap(seed)));

const bombs = [
  '*',
  '`',
  '```',
  '```\n',
  '*a',
  '*a* ',
  '`a` ',
  'https://',
  'https://a)',
  'https://a.b/ ',
  ')',
  '*a\n',
  '. ',
];

afterEach(cleanup);

function draw(text: string): Element {
  return render(<MessageText text={text} />).container;
}

function expectHarmless(text: string): void {
  const drawn = draw(text);
  const parts = parseMarkup(text);
  expect(drawn.textContent).toBe(parts.map((part) => part.text).join(''));
  expect(parts.map(({ open, text: inner, close }) => open + inner + close).join('')).toBe(text);
  for (const element of drawn.querySelectorAll('*')) {
    expect(allowed).toContain(element.tagName);
    for (const name of element.getAttributeNames()) expect(allowedAttributes).toContain(name);
  }
  for (const link of drawn.querySelectorAll('a')) {
    const target = new URL(link.getAttribute('href') ?? '');
    expect([target.protocol, target.username, target.password]).toEqual(['https:', '', '']);
    expect(target.href).toBe(new URL(link.textContent ?? '').href);
    expect([link.getAttribute('target'), link.getAttribute('rel')]).toEqual(['_blank', 'noopener noreferrer']);
  }
  cleanup();
}

describe('hostile text', () => {
  it('comes in more than a hundred kinds', () => expect(new Set(hostile).size).toBeGreaterThan(100));

  it.each(hostile)('stays text: %j', expectHarmless);

  it('stays text, whatever it is made of', () => {
    const piece = fc.oneof(
      fc.constantFrom('*', '`', '```', '\n', ' ', '<b>', 'https://a.example', '(', ')', '.', '\u202e', 'あ', 'a'),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
        expectHarmless,
      ),
    );
  });

  it.each(bombs)('of 64 KiB costs no more than a moment: %j', (bomb) => {
    const text = bomb.repeat(65_536 / bomb.length);
    const startedMs = performance.now();
    const parts = parseMarkup(text);
    expect(performance.now() - startedMs).toBeLessThan(500);
    expect(parts.length).toBeLessThanOrEqual(202);
  });
});

describe('marks', () => {
  const kinds = (text: string) => parseMarkup(text).map((part) => `${part.kind}:${part.text}`);

  it.each([
    ['this is *important*!', ['text:this is ', 'emphasis:important', 'text:!']],
    ['これは*重要*です', ['text:これは', 'emphasis:重要', 'text:です']],
    ['2*3*4 and a * b * c', ['text:2*3*4 and a * b * c']],
    ['run `npm *start*` now', ['text:run ', 'code:npm *start*', 'text: now']],
    ['```js\nlet a = `1`;\n```', ['code-block:let a = `1`;']],
    ['``` open and never closed', ['text:``` open and never closed']],
    ['(see https://a.example/b_(c)).', ['text:(see ', 'link:https://a.example/b_(c)', 'text:).']],
    ['詳しくはhttps://a.example/道。', ['text:詳しくは', 'link:https://a.example/道', 'text:。']],
    ['http://a.example ftp://a.example', ['text:http://a.example ftp://a.example']],
    ['https://bank.example@evil.example', ['text:https://bank.example@evil.example']],
  ])('in %j are found', (text, expected) => expect(kinds(text)).toEqual(expected));
});
