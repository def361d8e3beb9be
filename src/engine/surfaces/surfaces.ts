import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { Attention } from '../../shared/messaging/contract.ts';
import type { Port } from '../../shared/messaging/port.ts';
import type { Conversations } from '../chat/conversations.ts';
import type { ContactBook } from '../contacts/contact-book.ts';
import type { DeviceTest } from '../devices/device-test.ts';
import type { Links } from '../links/links.ts';
import type { News } from '../news.ts';
import type { Clock } from '../ports/clock.ts';
import type { FloatingWindow } from '../ports/floating-window-port.ts';
import type { Log } from '../ports/log.ts';
import type { MediaPort } from '../ports/media-port.ts';
import { createAttention } from './attention.ts';
import type { FastStream } from './fast-stream.ts';
import type { Feed } from './feed.ts';
import { createFeed } from './feed.ts';
import { startLevelStream } from './level-stream.ts';
import { createRinging } from './ringing.ts';
import type { SnapshotSources } from './snapshot-view.ts';
import { viewSnapshot } from './snapshot-view.ts';

interface SurfacesDependencies extends SnapshotSources {
  readonly host: SnapshotSources['host'] & {
    readonly media: Pick<MediaPort, 'ring'>;
    readonly clock: Pick<Clock, 'after'>;
    readonly log: Log;
    showAttention(attention: Attention): void;
  };
  readonly news: News;
  readonly stream: FastStream;
  readonly contacts: Pick<ContactBook, 'get' | 'all'>;
  readonly talk: SnapshotSources['talk'] & {
    readonly conversations: Pick<Conversations, 'opening' | 'summary' | 'view' | 'setVisible'>;
    readonly links: Pick<Links, 'presence' | 'want'>;
    readonly deviceTest: Pick<DeviceTest, 'handleSurfaceClosed' | 'level'>;
  };
  readonly floating: Pick<FloatingWindow, 'state' | 'follow'>;
}

/** All that shows the engine's state: open surfaces by their feed, and badge and notifications when none is open. */
export interface Surfaces {
  attach(port: Port): void;
  bringForward: Feed['bringForward'];
}

/**
 * Half a frame, which nobody sees. By then a message or an acknowledgement has left, which drawing would hold up, and on a
 * live link the answer has come, so that both are drawn at once.
 */
const tellAfterMs = 8;

/**
 * Three frames. By then an offer or an answer has left, or the first frames have passed: drawing takes 10 to 20 ms of the thread
 * on which the connection is made.
 */
const tellLinksAfterMs = 50;

export function createSurfaces(deps: SurfacesDependencies): Surfaces {
  const { host, news, stream, contacts, floating } = deps;
  const { conversations, links, deviceTest } = deps.talk;
  const attention = createAttention(host.showAttention);
  const followRing = createRinging(host.media.ring, host.clock);

  const onWatched = (visible: ReadonlySet<ContactId>): void => {
    for (const { id, status } of contacts.all()) {
      conversations.setVisible(id, visible.has(id));
      // Opening a conversation is when a person expects the other one to be reached.
      if (visible.has(id) && status === 'accepted') links.want(id);
    }
    feed.snapshotChanged();
  };

  const feed = createFeed({
    snapshot: () => viewSnapshot(deps),
    opening: conversations.opening,
    conversation: conversations.view,
    onSnapshot(snapshot) {
      followRing(snapshot);
      attention.refresh(snapshot);
      floating.follow(snapshot.call, snapshot.settings.language);
    },
    onWatched,
    onClosed: deviceTest.handleSurfaceClosed,
    onFault: (error) => host.log('error', 'feed-failed', { reason: String(error) }),
  });

  startLevelStream({ stream, clock: host.clock, level: deviceTest.level });

  const changedConversations = new Set<ContactId>();
  const tellChanges = (): void => {
    for (const id of changedConversations) feed.conversationChanged(id);
    changedConversations.clear();
    feed.snapshotChanged();
  };

  news.changed.listen(feed.snapshotChanged);
  news.linksChanged.listen(() => host.clock.after(tellLinksAfterMs, feed.snapshotChanged));
  news.conversationChanged.listen((id) => {
    if (changedConversations.size === 0) host.clock.after(tellAfterMs, tellChanges);
    changedConversations.add(id);
  });

  return { attach: feed.attach, bringForward: feed.bringForward };
}
