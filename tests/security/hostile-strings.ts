import { createSeededRandom } from '../fakes/seeded-random.ts';

/** What has broken programs that show what strangers write. */
const seeds: readonly string[] = [
  '<b>bold</b>',
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '"><svg/onload=alert(1)>',
  '<iframe srcdoc="<p>x">',
  '&lt;b&gt; &amp; &#x3c;',
  '../../../etc/passwd',
  '..\\..\\windows',
  'javascript:alert(1)',
  'data:text/html,<p>x',
  'https://example.org/"onmouseover="x',
  'http://example.org',
  '{{constructor.constructor("x")()}}',
  '$1 $& $$ {7*7}',
  '\u202egnp.exe',
  '\u2066\u2067\u2068\u2069',
  '\u200b\u200c\u200d\ufeff',
  '\u0000\u0001\u001b[31m',
  '\ud800',
  '\udfff\ud800',
  `e${'\u0301'.repeat(200)}`,
  `Z${'\u0334\u0322\u0489'.repeat(60)}`,
  '👩‍👩‍👧‍👦🏳️‍🌈👍🏿',
  '🇯🇵🇩🇪🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'مرحبا 123 שלום',
  '﷽﷽﷽﷽',
  '𒐫𒐫𒐫',
  'a'.repeat(300),
  '漢'.repeat(200),
  '__proto__',
  'constructor',
  "'; DROP TABLE people; --",
  '%00%0a%0d%s%n',
  '`code` *em* ```block```',
  '[x](javascript:alert(1))',
  'beeline:7K3M-9QXA#00',
  '\r\nSet-Cookie: x=1',
  '\u2028\u2029',
  'ＡＢＣ①㌔',
];

/** `count` strings: each seed alone, then joined with others by a fixed chance; the last one is as long as a message may be. */
export function hostileStrings(count: number): readonly string[] {
  const random = createSeededRandom(500);
  const any = (): string => seeds[random.between(0, seeds.length - 1)] ?? '';
  const made = Array.from({ length: count - 1 }, (_, index) =>
    index < seeds.length ? (seeds[index] ?? '') : `${index}${any()}${random.chance(0.5) ? ' ' : ''}${any()}`,
  );
  return [...made, '<i>\u202e'.padEnd(65_536 - 2, '<u>x')];
}
