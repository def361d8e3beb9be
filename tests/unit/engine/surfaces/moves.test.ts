import { expect, it } from 'vitest';
import { createMoves } from '#src/engine/surfaces/moves.ts';
import { createFakePort } from '../../../fakes/fake-port.ts';

it('hands each move to what it is about, and nothing else', () => {
  const told: unknown[] = [];
  const { port, say } = createFakePort();
  createMoves({
    pointing: { act: (action) => told.push(action) },
    play: { setOwn: (contactId, own) => told.push([contactId, own]) },
  })(port);
  for (const message of [undefined, 'pointing', {}, { kind: 'another' }]) say(message);
  say({ kind: 'pointing', action: { kind: 'left' } });
  say({ kind: 'play', contactId: 'bob', own: 0.5 });
  expect(told).toEqual([{ kind: 'left' }, ['bob', 0.5]]);
});
