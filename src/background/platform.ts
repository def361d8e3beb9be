import type { NotificationContent } from './notification-content.ts';

/** A page of the extension that is open in a tab, or alone in a window. */
export interface OpenPage {
  readonly tabId: number;
  readonly windowId: number;
  readonly url: string;
}

/** In CSS pixels. */
export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

/** Colours as style sheets write them. */
export interface Badge {
  readonly text: string;
  readonly color: string;
  readonly background: string;
}

const engineDocument = 'src/offscreen/index.html';

// All that the background asks of its browser, and its only way to `chrome`. What a browser lacks is told by a missing member.

export const canOpenSidePanel = (): boolean => chrome.sidePanel !== undefined;

/** Buttons, lasting notifications and new words for a shown one come together, or not at all. */
const hasRichNotifications = (): boolean => chrome.notifications.update !== undefined;

export const urlOf = (path: string): string => chrome.runtime.getURL(path);

/** In the browser's language. */
export const lookUpWords = (key: string, substitutions: string[]): string => chrome.i18n.getMessage(key, substitutions);

/** The browser has started, or the extension was installed. */
export function onStart(listener: () => void): void {
  chrome.runtime.onInstalled.addListener(listener);
  chrome.runtime.onStartup.addListener(listener);
}

/** The browser's page on which keys are chosen; a page of the extension may not link to it. */
export async function openShortcutSettings(): Promise<void> {
  const { commands }: { commands: typeof chrome.commands & { openShortcutSettings?(): Promise<void> } } = chrome;
  await (commands.openShortcutSettings?.() ?? openTab('chrome://extensions/shortcuts'));
}

export function onShortcut(listener: (command: string) => void): void {
  chrome.commands.onCommand.addListener(listener);
}

export async function isEngineThere(): Promise<boolean> {
  const contexts = await chrome.runtime.getContexts({
    contextTypes: ['OFFSCREEN_DOCUMENT'],
    documentUrls: [urlOf(engineDocument)],
  });
  return contexts.length > 0;
}

export function startEngine(): Promise<void> {
  return chrome.offscreen.createDocument({
    url: engineDocument,
    reasons: ['USER_MEDIA', 'DISPLAY_MEDIA', 'WEB_RTC', 'AUDIO_PLAYBACK'],
    justification: 'Keeps chats, calls and shared screens going while the popup is closed.',
  });
}

/** Undefined while no alarm of that name runs. */
export async function readAlarmMinutes(name: string): Promise<number | undefined> {
  return (await chrome.alarms.get(name))?.periodInMinutes;
}

export function startAlarm(name: string, periodInMinutes: number): Promise<void> {
  return chrome.alarms.create(name, { periodInMinutes });
}

export function onAlarm(listener: (name: string) => void): void {
  chrome.alarms.onAlarm.addListener(({ name }) => listener(name));
}

export async function listNotificationIds(): Promise<string[]> {
  return Object.keys(await chrome.notifications.getAll());
}

/** Under an ID that is shown already the new one takes the place of the old one. */
export async function showNotification(id: string, content: NotificationContent): Promise<void> {
  await chrome.notifications.create(id, optionsOf(content));
}

/** Silently, where it still stands. */
export async function rewordNotification(id: string, content: NotificationContent): Promise<void> {
  if (hasRichNotifications()) await chrome.notifications.update(id, optionsOf(content));
  else await showNotification(id, content);
}

export async function clearNotification(id: string): Promise<void> {
  await chrome.notifications.clear(id);
}

export function onNotificationClicked(listener: (id: string) => void): void {
  chrome.notifications.onClicked.addListener(listener);
}

export function onNotificationButton(listener: (id: string, buttonIndex: number) => void): void {
  if (hasRichNotifications()) chrome.notifications.onButtonClicked.addListener(listener);
}

/** The little sign on the toolbar icon. */
export async function setBadge({ text, color, background }: Badge): Promise<void> {
  await Promise.all([
    chrome.action.setBadgeText({ text }),
    chrome.action.setBadgeBackgroundColor({ color: background }),
    chrome.action.setBadgeTextColor({ color }),
  ]);
}

/** Rejects where no browser window can show it. */
export function openPopup(): Promise<void> {
  return chrome.action.openPopup();
}

/** What the button on the toolbar opens from now on. */
export function setPopup(popup: string): Promise<void> {
  return chrome.action.setPopup({ popup });
}

/** The gesture that came with a message is lost with the first thing that is waited for. */
export function openSidePanel(windowId: number): Promise<void> {
  return chrome.sidePanel.open({ windowId });
}

/** The first open page whose address begins like this. */
export async function findPage(start: string): Promise<OpenPage | undefined> {
  const contexts = await chrome.runtime.getContexts({ contextTypes: ['TAB'] });
  const found = contexts.find(({ documentUrl }) => documentUrl?.startsWith(start));
  return found && { tabId: found.tabId, windowId: found.windowId, url: found.documentUrl ?? '' };
}

export async function openTab(url: string): Promise<void> {
  await chrome.tabs.create({ url, active: true });
}

export async function openWindow(url: string, size: WindowSize): Promise<void> {
  await chrome.windows.create({ url, type: 'popup', focused: true, ...size });
}

export async function focusWindow(windowId: number): Promise<void> {
  await chrome.windows.update(windowId, { focused: true });
}

/** Brings a page to the front; `url` leads it elsewhere. */
export async function showPage({ tabId, windowId }: OpenPage, url?: string): Promise<void> {
  await chrome.tabs.update(tabId, { active: true, ...(url !== undefined && { url }) });
  await focusWindow(windowId);
}

function optionsOf({
  title,
  message,
  contextMessage,
  atMs,
  buttons,
  urgent,
}: NotificationContent): chrome.notifications.NotificationCreateOptions {
  return {
    type: 'basic',
    iconUrl: urlOf('icons/icon-128.png'),
    title,
    message,
    ...(contextMessage !== undefined && { contextMessage }),
    ...(atMs !== undefined && { eventTime: atMs }),
    ...(hasRichNotifications() && {
      ...(buttons !== undefined && { buttons: buttons.map((words) => ({ title: words })) }),
      ...(urgent && { requireInteraction: true, priority: 2 }),
    }),
  };
}
