import { expect, it } from 'vitest';
import { createMovesClient } from '#src/popup/moves-client.ts';
import type { Move } from '#src/shared/messaging/moves.ts';
import { createFakePort } from '../../fakes/fake-port.ts';

const move = (x: number): Move => ({ kind: 'pointing', action: { kind: 'moved', at: [x, 0] } });

it('opens a port with the first move, and another one where the engine was replaced', () => {
  const ports: ReturnType<typeof createFakePort>[] = [];
  const tell = createMovesClient(() => {
    const fake = createFakePort();
    ports.push(fake);
    return fake.port;
  });
  expect(ports).toEqual([]);
  tell(move(0.1));
  tell(move(0.2));
  ports[0]?.leave();
  tell(move(0.3));
  expect(ports.map(({ posted }) => posted)).toEqual([[move(0.1), move(0.2)], [move(0.3)]]);
});
