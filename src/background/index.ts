import { createRequester, serve } from '../shared/messaging/channel.ts';
import { runtimeTransport } from '../shared/messaging/runtime-transport.ts';
import { showBadge } from './badge.ts';
import { logFailure } from './console-log.ts';
import { ensureEngine } from './ensure-engine.ts';
import type { NotificationEffects } from './notification-actions.ts';
import { openNotification, pressNotificationButton } from './notification-actions.ts';
import { showNotifications } from './notifications.ts';
import { openSurface } from './open-surface.ts';
import { openPermissionTab } from './permission-tab.ts';
import * as platform from './platform.ts';
import { openPopupOn } from './popup-window.ts';
import { forwardShortcut, openShortcutSettings } from './shortcuts.ts';
import { startWatchdog, watchdogAlarm } from './watchdog.ts';

// A worker is started by the event it missed: every listener stands here, before anything asynchronous.

const effects: NotificationEffects = {
  ensureEngine,
  engine: createRequester(runtimeTransport, 'engine'),
  openPopup: openPopupOn,
};

function wakeEngine(): void {
  ensureEngine().catch(logFailure('engine-not-started'));
}

serve(
  runtimeTransport,
  'background',
)({
  'engine.ensure': ensureEngine,
  'attention.show': async (attention) => {
    await Promise.all([showBadge(attention), showNotifications(attention)]);
  },
  'permissionPage.open': openPermissionTab,
  'surface.open': openSurface,
  'shortcutSettings.open': openShortcutSettings,
});

platform.onStart(wakeEngine);
platform.onAlarm((name) => {
  if (name === watchdogAlarm) {
    wakeEngine();
  }
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
