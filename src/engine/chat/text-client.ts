import type { LinkClient } from '../links/link-client.ts';
import type { Clock } from '../ports/clock.ts';
import type { ChatRegistry } from './chat-registry.ts';
import { parseTextFrame } from './rules/frames.ts';

export type TextClient = Pick<
  Required<LinkClient>,
  'lane' | 'prefix' | 'handleFrame' | 'handleOpened' | 'handleRestored' | 'handleClosed'
>;

/** What conversations hear of links: frames of the text lane, and when it can be used. */
export function createTextClient({ clock }: { readonly clock: Clock }, registry: ChatRegistry): TextClient {
  const handleOpened: TextClient['handleOpened'] = (contactId) =>
    registry.running(contactId)?.dispatch({ kind: 'link-opened' });
  return {
    lane: 'text',
    prefix: 'text',
    handleFrame(contactId, value) {
      const frame = parseTextFrame(value);
      const atMs = clock.nowMs();
      if (frame) registry.use(contactId, (runner) => runner.dispatch({ kind: 'frame-received', frame, atMs }));
      return frame !== undefined;
    },
    handleOpened,
    handleRestored: handleOpened,
    handleClosed: (contactId) => registry.running(contactId)?.dispatch({ kind: 'link-closed' }),
  };
}
