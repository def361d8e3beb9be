import { describe, expect, it } from 'vitest';
import { canaryOf, findCanaries, findUnreadable } from '../canaries.ts';
import { createNeedleSearch } from '../needle-search.ts';

const needles = ['secret', 'secretary', 'cret p', 'at the end'].map((text) => Buffer.from(text));
const found = (haystack: string): readonly number[] => [...createNeedleSearch(needles)(Buffer.from(haystack))].sort();

describe('the search for many byte strings', () => {
  it('misses none that overlaps another, begins at once or ends with everything', () => {
    expect(found('secretary')).toEqual([0, 1]);
    expect(found('a secret place at the end')).toEqual([0, 2, 3]);
  });

  it('takes no beginning for the whole', () => {
    expect(found('secre')).toEqual([]);
    expect(found('se cret, at the en')).toEqual([]);
  });

  it('refuses what would be found everywhere', () => {
    expect(() => createNeedleSearch([Buffer.from('ab')])).toThrow('2 bytes');
  });
});

describe('a recording', () => {
  const request = (head: string, body: string) => Buffer.from(`POST / HTTP/1.1\r\n${head}\r\n\r\n${body}`);
  const canary = canaryOf('planted', '黄色い鳥 is yellow');

  it.each([0, 1, 2])('gives away a canary in the base64 of a URL-encoded form, behind %i other bytes', (offset) => {
    const sealed = Buffer.concat([Buffer.alloc(offset, 7), canary.bytes, Buffer.from('more')]).toString('base64');
    const form = request('host: x', `req0___data__=${encodeURIComponent(JSON.stringify({ sealed }))}`);
    expect(findCanaries([Buffer.alloc(100), form], [canary])).toContain(`planted (base64, alignment ${offset})`);
    expect(findCanaries([form], [canaryOf('another', 'yellow is 黄色い鳥')])).toEqual([]);
  });

  it.each([
    ['packed', request('Content-Encoding: gzip', 'x')],
    ['in pieces', request('transfer-encoding: chunked', 'x')],
    ['in frames', Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')],
  ])('is not taken for clean when its bodies are %s', (_, recording) => {
    expect(findUnreadable([recording])).toHaveLength(1);
    expect(findUnreadable([request('accept-encoding: gzip', 'a content-encoding: of a body')])).toEqual([]);
  });
});
