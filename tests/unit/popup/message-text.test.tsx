import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TextContext } from '#src/popup/components/basics/text.ts';
import { MessageText } from '#src/popup/components/chat/message-text.tsx';
import { parseMarkup } from '#src/popup/message-markup.ts';
import { packagedText } from '../../fakes/packaged-text.ts';

const allowed = ['A', 'CODE', 'EM', 'PRE', 'S', 'SPAN', 'STRONG'];
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
  (text) => `http://a.example/「${text}」`,
  (text) => `_${text}_ ~${text}~`,
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
  'https://)',
  'https://a.b/「',
  'http://「」',
  '**a *b ',
  '_a ',
  ' _a_',
  '~a*b_c',
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
  expect(drawn.textContent).toBe(text);
  expect(parts.map(({ open, text: inner, close }) => open + inner + close).join('')).toBe(text);
  for (const element of drawn.querySelectorAll('*')) {
    expect(allowed).toContain(element.tagName);
    for (const name of element.getAttributeNames()) expect(allowedAttributes).toContain(name);
  }
  for (const link of drawn.querySelectorAll('a')) {
    const target = new URL(link.getAttribute('href') ?? '');
    expect(target.protocol).toMatch(/^https?:$/);
    expect([target.username, target.password]).toEqual(['', '']);
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
      fc.constantFrom(
        ...['*', '_', '~', '`', '```', '\n', ' ', '<b>', 'https://a.example', 'http://あ.example/'],
        ...'()「」“”.。\u202eあa',
      ),
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

const kinds = (text: string) => parseMarkup(text).map((part) => `${part.kind}:${part.text}`);

describe('marks', () => {
  it.each([
    ['this is *important*!', ['text:this is ', 'bold:important', 'text:!']],
    ['_so_ ~not~ **this** ~~that~~', 'italic:so,text: ,struck:not,text: ,bold:this,text: ,struck:that'.split(',')],
    ['これは *重要*。「_本当_」', ['text:これは ', 'bold:重要', 'text:。「', 'italic:本当', 'text:」']],
    ['*“Yes!”* *🎉*', ['bold:“Yes!”', 'text: ', 'bold:🎉']],
    ['run `npm *start*` now', ['text:run ', 'code:npm *start*', 'text: now']],
    ['```js\nlet a = `1`;\n```', ['code-block:let a = `1`;']],
  ])('in %j are found', (text, expected) => expect(kinds(text)).toEqual(expected));

  it.each([
    '(*^_^*)',
    '(*^o^*) (~_~) *_* _(:3」∠)_ ¯\\_(ツ)_/¯',
    '縦*横*高さ',
    'これは*重要*です',
    'src/*.ts and test/*.ts',
    '~/a and ~/b',
    '2*3*4 and a * b * c',
    '3~5時、10~12時',
    'snake_case_name and __init__',
    'f(*args, **rest) and f(*a,*b)',
    '*open\nclosed*',
    '``` open and never closed',
  ])('are not seen in %j', (text) => expect(kinds(text)).toEqual([`text:${text}`]));

  it('stay on the page, apart from what they hold', () => {
    const drawn = draw('*a* `b` ```\nc\n```');
    expect(drawn.textContent).toBe('*a* `b` ```\nc\n```');
    expect([...drawn.querySelectorAll('.message-mark')].map((mark) => mark.textContent)).toEqual([
      '*',
      '*',
      '`',
      '`',
      '```\n',
      '\n```',
    ]);
  });
});

describe('links', () => {
  const links = (text: string) => parseMarkup(text).flatMap((part) => (part.kind === 'link' ? [part.text] : []));

  it.each([
    ['「https://example.com/a」を見て', ['https://example.com/a']],
    ['「https://a.example/」と『https://b.example/』', ['https://a.example/', 'https://b.example/']],
    ['https://a.example/x。https://b.example/y、と', ['https://a.example/x', 'https://b.example/y']],
    ['詳しくはhttps://a.example/道。', ['https://a.example/道']],
    ['https://example.comを見て', ['https://example.com']],
    ['https://日本語.example/ https://例え.テスト/', ['https://日本語.example/', 'https://例え.テスト/']],
    ['https://a.example/x！？', ['https://a.example/x']],
    ['https://a.example/（参照', ['https://a.example/']],
    ['（https://a.example/x）', ['https://a.example/x']],
    ['【https://a.example/x】〈https://a.example/y〉', ['https://a.example/x', 'https://a.example/y']],
    ['《https://a.example/x》', ['https://a.example/x']],
    ['“https://a.example/x”, „https://a.example/y“', ['https://a.example/x', 'https://a.example/y']],
    ['«https://a.example/x» ‘https://a.example/y’', ['https://a.example/x', 'https://a.example/y']],
    ['https://a.example/x؟ https://a.example/y।', ['https://a.example/x', 'https://a.example/y']],
    ['(see https://a.example/b_(c)).', ['https://a.example/b_(c)']],
    ['https://ja.wikipedia.org/wiki/蜂_(昆虫)、', ['https://ja.wikipedia.org/wiki/蜂_(昆虫)']],
    ['https://a.example/「中」/（[次]）です', ['https://a.example/「中」/（[次]）です']],
    ['https://ja.wikipedia.org/wiki/ジョン・レノン', ['https://ja.wikipedia.org/wiki/ジョン・レノン']],
    ['https://a.example/?a[]=1&b={c}', ['https://a.example/?a[]=1&b={c}']],
    ['*see https://a.example/x*', ['https://a.example/x']],
    ['http://a.example Https://b.example', ['http://a.example', 'Https://b.example']],
    ['ftp://a.example https://bank.example@evil.example', []],
  ])('in %j end where the address does', (text, expected) => expect(links(text)).toEqual(expected));

  it('without encryption are opened only after saying so', () => {
    const open = vi.spyOn(window, 'open').mockReturnValue(null);
    render(
      <TextContext.Provider value={packagedText('en')}>
        <MessageText text="http://a.example/b https://c.example/" />
      </TextContext.Provider>,
    );
    const link = screen.getByText('http://a.example/b');
    expect([fireEvent.click(link), screen.getByRole('alertdialog').textContent]).toEqual([
      false,
      expect.stringContaining('a.example isn’t encrypted'),
    ]);
    fireEvent.click(screen.getByText('Cancel'));
    expect(screen.queryByRole('alertdialog')).toBeNull();
    fireEvent(link, new MouseEvent('auxclick', { button: 1, bubbles: true, cancelable: true }));
    expect(open).not.toHaveBeenCalled();
    fireEvent.click(screen.getByText('Open anyway'));
    expect(open.mock.calls).toEqual([['http://a.example/b', '_blank', 'noopener,noreferrer']]);
    // Stops only what would leave the page.
    document.addEventListener('click', (event) => event.preventDefault(), { once: true });
    fireEvent.click(screen.getByText('https://c.example/'));
    expect(screen.queryByRole('alertdialog')).toBeNull();
    open.mockRestore();
  });
});
