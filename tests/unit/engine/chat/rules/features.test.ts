import { expect, it } from 'vitest';
import { createChat } from '../../../../fakes/chat-on-its-own.ts';

it('a fresh link begins with what we understand', () => {
  const chat = createChat();
  chat.open();
  expect(chat.effects()[0]).toEqual({ kind: 'send', frame: { t: 'text.features', names: ['amend', 'position'] } });
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
