import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createInviteByText } from '#src/engine/pairing/invite-by-text.ts';
import type { IdentityRecord } from '#src/engine/ports/stores-port.ts';
import { formatInviteLink } from '#src/shared/identity/invite-link.ts';
import { anyInviteLink } from '../../../fakes/any-invite-link.ts';

const home = { projectId: 'home-of-alice', apiKey: `AIza${'a'.repeat(35)}` };
const own = { id: '7K3M9QXAW2NP4TGVC1HR', publishedBy: 'account' } as unknown as IdentityRecord;

/** Somebody at home there, and whom they have asked. */
function stage() {
  const asked: { readonly id: string; readonly token: string | null }[] = [];
  const invite = createInviteByText({
    home,
    identity: { get: () => own },
    pairing: {
      async invite(id, token) {
        asked.push({ id, token });
        return { kind: 'sent', contactId: id };
      },
    },
    verification: { setVerified: async () => undefined },
  });
  return { invite, asked };
}

const position = fc.nat({ max: 160 });
const piece = fc.constantFrom(
  ' ',
  '\n',
  '\r\n> ',
  '.',
  '#',
  '-',
  '/',
  '%23',
  'a',
  '7',
  'Z',
  'AIza',
  '://',
  '招',
  '\u200b',
);
/** What mail programs, fingers and people of bad will do to a text. */
const mutation: fc.Arbitrary<(text: string) => string> = fc.oneof(
  fc.tuple(position, piece).map(
    ([at, put]) =>
      (text: string) =>
        `${text.slice(0, at)}${put}${text.slice(at)}`,
  ),
  fc.tuple(position, piece).map(
    ([at, put]) =>
      (text: string) =>
        `${text.slice(0, at)}${put}${text.slice(at + 1)}`,
  ),
  fc.tuple(position, fc.nat({ max: 8 })).map(
    ([at, length]) =>
      (text: string) =>
        text.slice(0, at) + text.slice(at + length),
  ),
  position.map((at) => (text: string) => text.slice(0, at)),
  // What is left of a key alone, one in 32 times, cannot be told from a bare ID.
  fc.nat({ max: 80 }).map((at) => (text: string) => text.slice(at)),
  position.map(
    (at) => (text: string) => text.slice(0, at) + [...text.slice(at, at + 2)].reverse().join('') + text.slice(at + 2),
  ),
  fc.constant((text: string) => `${text}${text}`),
  fc.constant((text: string) => text.toUpperCase()),
  fc.constant((text: string) => text.replace(/^https:\/\/[^#]*/, 'https://elsewhere.example/')),
);

it('a whole link of the own service is asked for with its token', async () => {
  const { invite, asked } = stage();
  const [link] = fc.sample(anyInviteLink, { numRuns: 1, seed: 1 });
  if (link === undefined) throw new Error('no sample');
  expect(await invite(formatInviteLink({ ...link, home }, 'https://beeline.example/'), false)).toMatchObject({
    kind: 'sent',
  });
  // Who hosts the page, and which of the service's keys it uses, is of no consequence.
  const otherKey = { ...home, apiKey: `AIza${'b'.repeat(35)}` };
  await invite(formatInviteLink({ ...link, home: otherKey }, 'https://elsewhere.example/'), false);
  expect(asked).toEqual([link, link].map(({ id, token }) => ({ id, token })));
});

it('a link of another service is told as one, before anything else is looked at', async () => {
  const { invite, asked } = stage();
  await fc.assert(
    fc.asyncProperty(anyInviteLink, fc.constantFrom('https://beeline.example/', null), async (link, page) => {
      expect(await invite(formatInviteLink(link, page), false)).toEqual({ kind: 'refused', reason: 'other-service' });
    }),
  );
  expect(asked).toEqual([]);
});

it('none of 10,000 links of other services asks anybody, however it was changed on its way', async () => {
  const { invite, asked } = stage();
  let changed = 0;
  await fc.assert(
    fc.asyncProperty(anyInviteLink, fc.array(mutation, { minLength: 1, maxLength: 2 }), async (link, mutations) => {
      const whole = formatInviteLink(link, 'https://beeline.example/');
      const text = mutations.reduce((now, mutate) => mutate(now), whole);
      if (text !== whole) changed += 1;
      expect((await invite(text, false)).kind).toBe('refused');
    }),
    // The same ones each time: three changes in the right places do make a bare ID of a link.
    { numRuns: 10_000, seed: 20_260 },
  );
  expect(changed).toBeGreaterThan(9_000);
  expect(asked).toEqual([]);
});
