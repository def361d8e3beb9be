import { createRequester, serve } from '../shared/messaging/channel.ts';
import { runtimeTransport } from '../shared/messaging/runtime-transport.ts';
import { showBadge } from './badge.ts';
import { logFailure } from './console-log.ts';
import type { NotificationEffects } from './notification-actions.ts';
import { openNotification, pressNotificationButton } from './notification-actions.ts';
import { showNotifications } from './notifications.ts';
import { ensureOffscreenDocument } from './offscreen-document.ts';
import { openSurface } from './open-surface.ts';
import { openPermissionTab } from './permission-tab.ts';
import { showConversation, showPopup } from './popup-window.ts';
import { forwardShortcut, openShortcutSettings } from './shortcuts.ts';
import { startWatchdog, watchdogAlarm } from './watchdog.ts';

// A worker is started by the event it missed: every listener stands here, before anything asynchronous.

const effects: NotificationEffects = {
  ensureEngine: ensureOffscreenDocument,
  engine: createRequester(runtimeTransport, 'engine'),
  showPopup,
  showConversation,
};

function wakeEngine(): void {
  ensureOffscreenDocument().catch(logFailure('engine-not-started'));
}

serve(
  runtimeTransport,
  'background',
)({
  'engine.ensure': ensureOffscreenDocument,
  'attention.show': async (attention) => {
    await Promise.all([showBadge(attention), showNotifications(attention)]);
  },
  'permissionPage.open': openPermissionTab,
  'surface.open': openSurface,
  'shortcutSettings.open': openShortcutSettings,
});

chrome.runtime.onInstalled.addListener(wakeEngine);
chrome.runtime.onStartup.addListener(wakeEngine);
chrome.alarms.onAlarm.addListener(({ name }) => {
  if (name === watchdogAlarm) {
    wakeEngine();
  }
});
chrome.commands.onCommand.addListener((command) => {
  forwardShortcut(command, effects).catch(logFailure('shortcut-failed'));
});
chrome.notifications.onClicked.addListener((id) => {
  openNotification(id, effects).catch(logFailure('notification-not-opened'));
});
chrome.notifications.onButtonClicked.addListener((id, buttonIndex) => {
  pressNotificationButton(id, buttonIndex, effects).catch(logFailure('notification-button-failed'));
});

startWatchdog().catch(logFailure('watchdog-not-started'));
