import type { Transport } from '../shared/messaging/channel.ts';
import { createRequester, serve } from '../shared/messaging/channel.ts';
import { showBadge } from './badge.ts';
import { logFailure } from './console-log.ts';
import type { NotificationEffects } from './notification-actions.ts';
import { openNotification, pressNotificationButton } from './notification-actions.ts';
import { showNotifications } from './notifications.ts';
import { openSurface } from './open-surface.ts';
import { openPermissionTab } from './permission-tab.ts';
import * as platform from './platform.ts';
import { showPopup } from './popup-window.ts';
import { forwardShortcut } from './shortcuts.ts';
import { startWatchdog, watchdogAlarm } from './watchdog.ts';

export interface BackgroundHost {
  readonly transport: Transport;
  /** Settles once there is an engine to ask. */
  readonly ensureEngine: () => Promise<void>;
}

/** Listens for all that concerns the browser around the pages; before anything asynchronous, as an event may have started us. */
export function startBackground({ transport, ensureEngine }: BackgroundHost): void {
  const effects: NotificationEffects = {
    ensureEngine,
    engine: createRequester(transport, 'engine'),
    showPopup,
  };
  serve(
    transport,
    'background',
  )({
    'engine.ensure': ensureEngine,
    'attention.show': async (attention) => {
      await Promise.all([showBadge(attention), showNotifications(attention)]);
    },
    'permissionPage.open': openPermissionTab,
    'surface.open': openSurface,
    'shortcutSettings.open': platform.openShortcutSettings,
  });
  platform.onStart(() => {
    ensureEngine().catch(logFailure('engine-not-started'));
  });
  platform.onAlarm((name) => {
    if (name === watchdogAlarm) ensureEngine().catch(logFailure('engine-not-started'));
  });
  platform.onShortcut((command) => {
    forwardShortcut(command, effects).catch(logFailure('shortcut-failed'));
  });
  platform.onNotificationClicked((id) => {
    openNotification(id, effects).catch(logFailure('notification-not-opened'));
  });
  platform.onNotificationButton((id, buttonIndex) => {
    pressNotificationButton(id, buttonIndex, effects).catch(logFailure('notification-button-failed'));
  });
  startWatchdog().catch(logFailure('watchdog-not-started'));
}
