import type { Calls } from './calls/calls.ts';
import type { Conversations } from './chat/conversations.ts';
import { isPrekeyFrame } from './identity/rules/prekey-frame.ts';
import type { LinkEvents, LinkPrekeys, Links } from './services.ts';

interface LinkListeners {
  readonly conversations: Conversations;
  readonly calls: Calls;
  readonly links: Links;
  readonly prekeys: LinkPrekeys;
  changed(): void;
}

/** Hands what happens on links to conversations and calls; asked for late, since they in turn need the links. */
export function routeLinkEvents(listeners: () => LinkListeners): LinkEvents {
  return {
    onOpened(id) {
      const { conversations, calls, prekeys, changed } = listeners();
      prekeys.handleOpened(id);
      conversations.handleOpened(id);
      calls.handleOpened(id);
      changed();
    },
    onClosed(id, how) {
      const { conversations, calls, changed } = listeners();
      conversations.handleClosed(id);
      calls.handleClosed(id, how);
      changed();
    },
    onRestored(id) {
      const { conversations, calls, changed } = listeners();
      conversations.handleOpened(id);
      calls.handleRestored(id);
      changed();
    },
    onMediaReady: (id) => listeners().calls.handleMediaReady(id),
    onPresence(id) {
      const { conversations, links, changed } = listeners();
      conversations.handlePresence(id, links.presence(id) === 'away');
      changed();
    },
    onUnreachable: (id) => listeners().calls.handleUnreachable(id),
    onFrame(id, lane, frame) {
      const { conversations, calls, prekeys, links } = listeners();
      const controlReader = isPrekeyFrame(frame) ? prekeys : calls;
      const reader = lane === 'text' ? conversations : controlReader;
      if (!reader.handleFrame(id, frame)) links.countBadFrame(id);
    },
  };
}
