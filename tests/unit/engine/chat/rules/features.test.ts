import { expect, it } from 'vitest';
import { createChat, mine, tellAll, withOutbox } from '../../../../fakes/chat-on-its-own.ts';

it('a fresh link begins with what we understand', () => {
  const chat = createChat();
  chat.open();
  expect(chat.effects()[0]).toEqual({
    kind: 'send',
    frame: { t: 'text.features', names: ['amend', 'position', 'named'] },
  });
});

it('what they understand is stored once, and unknown names are ignored', () => {
  const chat = createChat();
  for (const names of [['later'], ['later', 'amend'], ['amend']]) chat.receive({ t: 'text.features', names });
  expect(chat.kinds()).toEqual([]);
  expect(chat.state().counters.theyAmend).toBe(true);
});

it('what they understand is shown and stored when it changes', () => {
  const chat = createChat();
  chat.receive({ t: 'text.features', names: ['amend'] });
  expect(chat.kinds()).toEqual(['announce', 'write']);
  chat.stored();
  chat.receive({ t: 'text.features', names: [] });
  expect(chat.kinds()).toEqual(['announce', 'write']);
  expect(chat.state().counters.theyAmend).toBe(false);
});

it('who says while a link is interrupted that they tell what they have is believed nothing before they told it', () => {
  const chat = createChat(tellAll, withOutbox(3));
  chat.open();
  chat.dispatch({ kind: 'link-closed' });
  chat.receive({ t: 'text.features', names: ['amend', 'position'] });
  expect(chat.sent()).toEqual([]);
  chat.receive({ t: 'text.read', epoch: mine, n: 2 });
  chat.open();
  chat.receive({ t: 'text.ack', epoch: mine, n: 2 });
  expect(chat.state().counters).toMatchObject({ acknowledged: 0, readByThem: 0 });
  chat.receive({ t: 'text.position', newest: { epoch: mine, n: 2, id: 'm2' } });
  expect(chat.state().counters.acknowledged).toBe(2);
});
