import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { Attention } from '../../shared/messaging/contract.ts';
import type { Port } from '../../shared/messaging/runtime-port.ts';
import type { Conversations } from '../chat/conversations.ts';
import type { DeviceTest } from '../devices/device-test.ts';
import type { Clock } from '../ports/clock.ts';
import type { FloatingWindow } from '../ports/floating-window-port.ts';
import type { Log } from '../ports/log.ts';
import type { MediaPort } from '../ports/media-port.ts';
import type { Links } from '../services.ts';
import type { AttentionKeeper } from './attention.ts';
import { createAttention } from './attention.ts';
import { createFeed } from './feed.ts';
import { createRinging } from './ringing.ts';
import type { SnapshotSources } from './snapshot-view.ts';
import { viewSnapshot } from './snapshot-view.ts';

interface SurfacesDependencies extends SnapshotSources {
  readonly conversations: Pick<Conversations, 'opening' | 'summary' | 'view' | 'setVisible'>;
  readonly links: Pick<Links, 'presence' | 'want'>;
  readonly floating: Pick<FloatingWindow, 'state' | 'follow'>;
  readonly media: Pick<MediaPort, 'ring'>;
  readonly deviceTest: Pick<DeviceTest, 'handleSurfaceClosed'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Log;
  showAttention(attention: Attention): void;
}

/** All that shows the engine's state: open surfaces by their feed, and badge and notifications when none is open. */
export interface Surfaces {
  attach(port: Port): void;
  changed(): void;
  conversationChanged(id: ContactId): void;
  missedCall: AttentionKeeper['missedCall'];
}

/**
 * Half a frame, which nobody sees. By then a message or an acknowledgement has left, which drawing would hold up, and on a
 * live link the answer has come, so that both are drawn at once.
 */
const tellAfterMs = 8;

export function createSurfaces(deps: SurfacesDependencies): Surfaces {
  const { contacts } = deps;
  const attention = createAttention(deps.showAttention);
  const followRing = createRinging(deps.media.ring, deps.clock);

  const onWatched = (visible: ReadonlySet<ContactId>): void => {
    attention.seen(visible);
    for (const { id, status } of contacts.all()) {
      deps.conversations.setVisible(id, visible.has(id));
      // Opening a conversation is when a person expects the other one to be reached.
      if (visible.has(id) && status === 'accepted') deps.links.want(id);
    }
    feed.snapshotChanged();
  };

  const feed = createFeed({
    snapshot: () => viewSnapshot(deps),
    opening: deps.conversations.opening,
    conversation: deps.conversations.view,
    onSnapshot(snapshot) {
      followRing(snapshot);
      attention.refresh(snapshot);
      deps.floating.follow(snapshot.call);
    },
    onWatched,
    onClosed: deps.deviceTest.handleSurfaceClosed,
    onFault: (error) => deps.log('error', 'feed-failed', { reason: String(error) }),
  });

  const changedConversations = new Set<ContactId>();
  const tellChanges = (): void => {
    for (const id of changedConversations) feed.conversationChanged(id);
    changedConversations.clear();
    feed.snapshotChanged();
  };

  return {
    attach: feed.attach,
    changed: feed.snapshotChanged,
    conversationChanged(id) {
      if (changedConversations.size === 0) deps.clock.after(tellAfterMs, tellChanges);
      changedConversations.add(id);
    },
    missedCall: attention.missedCall,
  };
}
