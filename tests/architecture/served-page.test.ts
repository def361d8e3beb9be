import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

function read(path: string) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}

/** What goes with every file of the page. */
const headers: Readonly<Record<string, string>> = Object.fromEntries(
  read('firebase.json')
    .hosting.headers.filter(({ source }: { source: string }) => source === '**')
    .flatMap(({ headers: listed }: { headers: { key: string; value: string }[] }) =>
      listed.map(({ key, value }) => [key, value]),
    ),
);

function directivesOf(policy = ''): readonly string[] {
  return policy.split('; ').toSorted();
}

describe('the page', () => {
  it('has the content security policy of the extension, and beyond it only its own manifest and worker', () => {
    const ours = directivesOf(read('manifest.json').content_security_policy.extension_pages);
    const own = ["manifest-src 'self'", "worker-src 'self'"];
    expect(directivesOf(headers['Content-Security-Policy'])).toEqual([...ours, ...own].toSorted());
  });

  it('is put into no other page, and tells no address to where its links lead', () => {
    expect(headers['Content-Security-Policy']).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    });
  });
});
