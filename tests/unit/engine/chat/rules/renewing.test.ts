import { expect, it } from 'vitest';
import type { NamedPosition } from '#src/engine/chat/rules/counters.ts';
import { initialChat } from '#src/engine/chat/rules/state.ts';
import { createChat, mine, tellAll, withOutbox } from '../../../../fakes/chat-on-its-own.ts';

const fresh = 'd'.repeat(32);
const stranger = 'f'.repeat(32);
const before = 'e'.repeat(32);

/** Five of ours, four of them acknowledged and one read, and one epoch that is over. */
function talking() {
  const state = withOutbox(5);
  const former = [{ epoch: before, acknowledged: 2, acknowledgedId: 'old', readable: 2, readByThem: 2 }];
  const counters = { ...state.counters, acknowledged: 4, acknowledgedId: 'm4', readByThem: 1, former };
  const chat = createChat(tellAll, initialChat(counters, state.outbox.slice(4)));
  const meet = (newest: NamedPosition | null): void => {
    chat.dispatch({ kind: 'link-closed' });
    chat.open();
    chat.receive({ t: 'text.features', names: ['position'] });
    chat.receive({ t: 'text.position', newest });
  };
  return { ...chat, meet };
}

const readBefore = ({ state }: ReturnType<typeof talking>) => state().counters.former?.at(-1);

it.each<readonly [name: string, newest: NamedPosition | null]>([
  ['nothing', null],
  ['an epoch that is over', { epoch: before, n: 2, id: 'old' }],
  ['an earlier message', { epoch: mine, n: 2, id: 'm2' }],
])(
  'who has only %s when the disk takes the new epoch at last has read nothing by a receipt of the former',
  (_, newest) => {
    const chat = talking();
    chat.meet({ epoch: mine, n: 9, id: stranger });
    chat.dispatch({ kind: 'epoch-made', epoch: fresh, told: [] });
    chat.dispatch({ kind: 'write-failed' });
    chat.meet(newest);
    chat.dispatch({ kind: 'timer-fired', timer: 'retry-write' });
    chat.stored();
    chat.receive({ t: 'text.read', epoch: mine, n: 4 });
    expect(readBefore(chat)).toMatchObject({ epoch: mine, acknowledged: 4, readable: 1, readByThem: 1 });
  },
);

it('who loses no more meanwhile has read what they still have', () => {
  const chat = talking();
  chat.meet({ epoch: mine, n: 2, id: 'm2' });
  chat.dispatch({ kind: 'epoch-made', epoch: fresh, told: withOutbox(5).outbox.slice(1) });
  chat.dispatch({ kind: 'write-failed' });
  chat.meet({ epoch: mine, n: 2, id: 'm2' });
  chat.dispatch({ kind: 'timer-fired', timer: 'retry-write' });
  chat.stored();
  chat.receive({ t: 'text.read', epoch: mine, n: 4 });
  expect(readBefore(chat)).toMatchObject({ readable: 2, readByThem: 2 });
});
