import { describe, expect, it } from 'vitest';
import { initialChat } from '#src/engine/chat/rules/state.ts';
import { arrival, createChat, mine, tellAll, theirs, withOutbox } from '../../../../fakes/chat-on-its-own.ts';

const other = 'c'.repeat(32);
const stranger = 'f'.repeat(32);

describe('a place that was used', () => {
  it('is asked of the store by its message, and is the place where the epoch is afterwards', () => {
    const chat = createChat();
    chat.open();
    for (const n of [1, 2, 3]) chat.receive(arrival(n));
    chat.stored();
    chat.stored();
    chat.receive(arrival(2, { base: 2, id: stranger, text: 'another' }));
    expect(chat.kinds()).toEqual(['write']);
    chat.receive(arrival(3, { base: 2, id: 'e'.repeat(32), text: 'and one more' }));
    chat.stored();
    expect(chat.sent()).toContainEqual({ t: 'text.ack', epoch: theirs, n: 2 });
    chat.stored();
    expect(chat.sent()).toContainEqual({ t: 'text.ack', epoch: theirs, n: 3 });
    expect(chat.state().counters).toMatchObject({ unread: 5, received: { [theirs]: 3 } });
  });

  it('is acknowledged no further than itself when the store knows the message', () => {
    const chat = createChat(tellAll, initialChat({ ...withOutbox(0).counters, received: { [theirs]: 9 } }, []));
    chat.open();
    chat.receive(arrival(4, { base: 4 }));
    chat.stored([arrival(4).id]);
    expect(chat.sent()).toEqual([{ t: 'text.ack', epoch: theirs, n: 4 }]);
    expect(chat.state().counters).toMatchObject({ unread: 0, received: { [theirs]: 9 } });
  });
});

describe('among used places', () => {
  const used = (n: number) => arrival(n, { base: 4, id: n.toString(16).repeat(32) });
  function afterNine() {
    const chat = createChat(tellAll, initialChat({ ...withOutbox(0).counters, received: { [theirs]: 9 } }, []));
    chat.open();
    return chat;
  }

  it('one that comes before what it follows is dropped, for that may be another one too', () => {
    const chat = afterNine();
    chat.receive(used(5));
    expect(chat.effects()).toEqual([]);
    for (const n of [4, 5, 6]) chat.receive(used(n));
    for (let write = 0; write < 2; write += 1) chat.stored();
    expect(chat.state().counters.received).toEqual({ [theirs]: 6 });
  });

  it('one follows what was stored or known last, on the same link', () => {
    const chat = afterNine();
    chat.receive(used(4));
    chat.stored();
    chat.receive(used(5));
    chat.stored();
    chat.receive(used(5));
    chat.receive(used(6));
    chat.stored();
    expect(chat.state().counters.received).toEqual({ [theirs]: 6 });
  });

  it.each(['closed', 'opened'])('nothing follows when the link has %s since', (change) => {
    const chat = afterNine();
    chat.receive(arrival(4, { base: 4, id: stranger }));
    chat.stored([stranger]);
    chat.dispatch({ kind: 'link-closed' });
    if (change === 'opened') chat.open();
    chat.effects();
    chat.receive(used(5));
    expect(chat.effects()).toEqual([]);
  });
});

describe('what we have of theirs', () => {
  const said = (chat: ReturnType<typeof createChat>) => {
    chat.open();
    chat.receive({ t: 'text.features', names: ['position'] });
    return chat.sent().find(({ t }) => t === 'text.position');
  };

  it('is said to whoever understands it, and to nobody else', () => {
    const chat = createChat();
    chat.receive(arrival(1));
    chat.stored();
    chat.open();
    chat.receive({ t: 'text.features', names: ['amend'] });
    expect(chat.sent()).toEqual([]);
    expect(said(chat)).toEqual({ t: 'text.position', newest: { epoch: theirs, n: 1, id: arrival(1).id } });
  });

  it('ends before what is missing', () => {
    const chat = createChat();
    chat.receive(arrival(1));
    chat.stored();
    chat.receive(arrival(5, { base: 5 }));
    chat.stored();
    expect(said(chat)).toMatchObject({ newest: { n: 1 } });
  });

  it('is nothing when only the end of it came', () => {
    const chat = createChat();
    chat.receive(arrival(5, { base: 5 }));
    chat.stored();
    expect(said(chat)).toEqual({ t: 'text.position', newest: null });
  });

  it('is the newest of all where an older version stored no more than that', () => {
    const { whole: _whole, ...counters } = withOutbox(0).counters;
    const chat = createChat(tellAll, initialChat({ ...counters, received: { [other]: 7, [theirs]: 3 } }, []));
    expect(said(chat)).toEqual({ t: 'text.position', newest: { epoch: theirs, n: 3 } });
  });

  it('keeps those who know it from leaping over what is missing', () => {
    const chat = createChat();
    chat.open();
    chat.receive({ t: 'text.features', names: ['position'] });
    chat.receive(arrival(5, { base: 5 }));
    expect(chat.effects()).toEqual([]);
  });

  it('is told to be read in the epoch before as well', () => {
    const chat = createChat();
    chat.open();
    for (const epoch of [other, theirs]) {
      chat.receive(arrival(1, { epoch, id: epoch }));
      chat.stored();
    }
    chat.dispatch({ kind: 'shown', visible: true });
    expect(chat.sent()).toEqual([
      { t: 'text.read', epoch: other, n: 1 },
      { t: 'text.read', epoch: theirs, n: 1 },
    ]);
  });
});

it('names the message in each place once the sender heard what is here, for mail of a forgotten life may have come into it', () => {
  const chat = createChat();
  chat.open();
  chat.receive({ t: 'text.features', names: ['position', 'named'] });
  const [one, two] = [arrival(1), arrival(2, { id: 'f'.repeat(32) })];
  for (const frame of [one, two]) chat.receive(frame);
  chat.stored();
  expect(chat.sent()).toContainEqual({ t: 'text.ack', epoch: theirs, n: 1, id: one.id });
  chat.stored();
  expect(chat.sent()).toContainEqual({ t: 'text.ack', epoch: theirs, n: 2, id: two.id });
  chat.receive(two);
  expect(chat.sent()).toEqual([{ t: 'text.ack', epoch: theirs, n: 2, id: two.id }]);
});

it('names no message behind a gap, for its name would say that all before it is here', () => {
  const chat = createChat();
  // By mail, before anybody was linked: what comes before is not told again.
  chat.receive(arrival(5, { base: 5 }));
  chat.stored();
  chat.open();
  chat.receive({ t: 'text.features', names: ['position', 'named'] });
  chat.receive(arrival(6, { base: 5, id: stranger }));
  chat.stored();
  expect(chat.sent()).toContainEqual({ t: 'text.ack', epoch: theirs, n: 6 });
});

it('believes nothing delivered when another message is named in its place, and sends it under a new one', () => {
  const chat = createChat(tellAll, withOutbox(2));
  chat.open();
  chat.receive({ t: 'text.features', names: ['amend', 'position'] });
  chat.receive({ t: 'text.position', newest: { epoch: mine, n: 1, id: 'm1' } });
  chat.receive({ t: 'text.ack', epoch: mine, n: 2, id: 'f'.repeat(32) });
  expect(chat.kinds()).toContain('make-epoch');
  chat.receive({ t: 'text.read', epoch: mine, n: 2 });
  expect(chat.state().counters).toMatchObject({ acknowledged: 1, readByThem: 1 });
});

it.each([
  [1, []],
  [2, [1]],
])('tells nobody that what came into place %d again was read, nor what follows', (n, told) => {
  const chat = createChat();
  chat.open();
  chat.dispatch({ kind: 'shown', visible: true });
  for (const place of [1, 2, 3]) chat.receive(arrival(place));
  for (let write = 0; write < 4; write += 1) chat.stored();
  chat.dispatch({ kind: 'shown', visible: false });
  chat.dispatch({ kind: 'link-closed' });
  chat.receive(arrival(n, { base: n, id: stranger }));
  chat.stored();
  chat.open();
  expect(chat.sent().flatMap((frame) => (frame.t === 'text.read' ? [frame.n] : []))).toEqual(told);
});

it('tells nobody that what came in an epoch was read because one came after it that had been seen before', () => {
  const chat = createChat();
  chat.open();
  chat.dispatch({ kind: 'shown', visible: true });
  chat.receive(arrival(1, { epoch: other, id: 'e'.repeat(32) }));
  chat.stored();
  chat.stored();
  chat.dispatch({ kind: 'shown', visible: false });
  chat.receive(arrival(1, { id: stranger }));
  chat.stored();
  // Mail of the former epoch, which is the newest now.
  chat.receive(arrival(2, { epoch: other, id: 'd'.repeat(32) }));
  chat.stored();
  chat.dispatch({ kind: 'link-closed' });
  chat.open();
  expect(chat.sent().flatMap((frame) => (frame.t === 'text.read' ? [frame] : []))).toEqual([
    { t: 'text.read', epoch: other, n: 1 },
  ]);
});

it.each([
  ['that it was read beyond a gap', 77, 66],
  ['anything of an epoch whose beginning is missing', 5, undefined],
])('tells nobody %s', (_, base, told) => {
  const received = told === undefined ? {} : { [theirs]: told };
  const chat = createChat(tellAll, initialChat({ ...withOutbox(0).counters, received }, []));
  for (const n of [base, base + 1]) {
    chat.receive(arrival(n, { base, id: n.toString(16).padStart(32, '0') }));
    chat.stored();
  }
  chat.dispatch({ kind: 'shown', visible: true });
  chat.open();
  expect(chat.sent().find(({ t }) => t === 'text.read')).toEqual(
    told === undefined ? undefined : { t: 'text.read', epoch: theirs, n: told },
  );
});

it('tells what was read again when the gap was closed', () => {
  const received = { [theirs]: 1 };
  const chat = createChat(tellAll, initialChat({ ...withOutbox(0).counters, received }, []));
  chat.receive(arrival(4, { base: 4 }));
  chat.stored();
  chat.open();
  chat.dispatch({ kind: 'shown', visible: true });
  expect(chat.sent()).toContainEqual({ t: 'text.read', epoch: theirs, n: 1 });
  const told = [2, 3].flatMap((n) => {
    chat.receive(arrival(n, { base: 2, id: n.toString(16).repeat(32) }));
    // What was seen before is stored first.
    return [1, 2].flatMap(() => {
      chat.stored();
      return chat.sent().flatMap((frame) => (frame.t === 'text.read' ? [frame.n] : []));
    });
  });
  expect(told).toEqual([2, 3]);
});
