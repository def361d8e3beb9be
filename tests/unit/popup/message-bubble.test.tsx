import { cleanup, render } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { TextContext } from '#src/popup/components/basics/text.ts';
import { MessageBubble } from '#src/popup/components/chat/message-bubble.tsx';
import type { MessageView } from '#src/shared/snapshot.ts';
import { packagedText } from '../../fakes/packaged-text.ts';
import { messageSaying } from '../../fakes/surface-snapshots.ts';

afterEach(cleanup);

function draw(text: string, change: Partial<MessageView>): Element {
  const nothing = () => undefined;
  const message = messageSaying(text, change);
  return render(
    <TextContext.Provider value={packagedText('en')}>
      <MessageBubble
        {...{ message }}
        first
        last
        newest
        canAmend
        onActions={nothing}
        onReact={nothing}
        onQuote={nothing}
      />
    </TextContext.Provider>,
  ).container;
}

it('a deleted message says so instead of showing an empty bubble', () => {
  expect(draw('', { deleted: true }).querySelector('.message-text')?.textContent).toBe('Message deleted');
});

it('an edited answer shows what it answers as text, and that it was edited', () => {
  const drawn = draw('yes', { edited: true, quote: { id: 'q', mine: false, text: '<b>really?</b>' } });
  expect(drawn.querySelector('.quote')?.textContent).toBe('<b>really?</b>');
  expect(drawn.querySelector('.message-meta')?.textContent).toContain('edited');
});

it('equal reactions count together, different ones apart', () => {
  const countsOf = (reactions: NonNullable<MessageView['reactions']>) =>
    [...draw('x', { reactions }).querySelectorAll('.reaction')].map(({ textContent }) => textContent);
  expect(countsOf({ mine: '👍', theirs: '👍' })).toEqual(['👍 2']);
  cleanup();
  expect(countsOf({ mine: '👍', theirs: '🎉' })).toEqual(['👍 1', '🎉 1']);
});
