/** A page of the extension that is open in a tab, or alone in a window. */
export interface OpenPage {
  readonly tabId: number;
  readonly windowId: number;
  readonly url: string;
}

/** What a notification says; a browser that knows no buttons leaves them out. */
export interface NotificationContent {
  readonly title: string;
  readonly message: string;
  readonly contextMessage?: string;
  readonly atMs?: number;
  /** Their words, in the order in which they are counted. */
  readonly buttons?: readonly string[];
  /** Stays on the screen until somebody has looked after it. */
  readonly urgent?: true;
}

/** In CSS pixels. */
export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

const engineDocument = 'src/offscreen/index.html';

/**
 * All that the worker asks of its browser, and its only way to `chrome`: another browser needs another one of this file.
 * What a browser may lack is told by a value.
 */
export const platform = {
  get canOpenSidePanel(): boolean {
    return chrome.sidePanel !== undefined;
  },

  /** The page on which keys are chosen; a page of the extension may not link to it. */
  shortcutSettings: 'chrome://extensions/shortcuts',

  url: (path: string): string => chrome.runtime.getURL(path),

  /** In the browser's language. */
  words: (key: string, substitutions: string[]): string => chrome.i18n.getMessage(key, substitutions),

  /** The browser has started, or the extension was installed. */
  onStart(listener: () => void): void {
    chrome.runtime.onInstalled.addListener(listener);
    chrome.runtime.onStartup.addListener(listener);
  },

  onShortcut: (listener: (command: string) => void): void => chrome.commands.onCommand.addListener(listener),

  engine: {
    async isThere(): Promise<boolean> {
      const contexts = await chrome.runtime.getContexts({
        contextTypes: ['OFFSCREEN_DOCUMENT'],
        documentUrls: [chrome.runtime.getURL(engineDocument)],
      });
      return contexts.length > 0;
    },
    create: (): Promise<void> =>
      chrome.offscreen.createDocument({
        url: engineDocument,
        reasons: ['USER_MEDIA', 'DISPLAY_MEDIA', 'WEB_RTC', 'AUDIO_PLAYBACK'],
        justification: 'Keeps chats, calls and shared screens going while the popup is closed.',
      }),
  },

  alarms: {
    /** Undefined while none of that name runs. */
    readPeriodMinutes: async (name: string): Promise<number | undefined> =>
      (await chrome.alarms.get(name))?.periodInMinutes,
    start: (name: string, periodInMinutes: number): Promise<void> => chrome.alarms.create(name, { periodInMinutes }),
    onAlarm: (listener: (name: string) => void): void =>
      chrome.alarms.onAlarm.addListener(({ name }) => listener(name)),
  },

  notifications: {
    listIds: async (): Promise<string[]> => Object.keys(await chrome.notifications.getAll()),
    /** Under an ID that is shown already the new one takes the place of the old one. */
    async show(id: string, content: NotificationContent): Promise<void> {
      await chrome.notifications.create(id, optionsOf(content));
    },
    /** Silently, where it still stands. */
    async reword(id: string, content: NotificationContent): Promise<void> {
      await chrome.notifications.update(id, optionsOf(content));
    },
    async clear(id: string): Promise<void> {
      await chrome.notifications.clear(id);
    },
    onClicked: (listener: (id: string) => void): void => chrome.notifications.onClicked.addListener(listener),
    onButtonClicked: (listener: (id: string, buttonIndex: number) => void): void =>
      chrome.notifications.onButtonClicked.addListener(listener),
  },

  async showBadge(text: string, colors: { readonly background: string; readonly text: string }): Promise<void> {
    await Promise.all([
      chrome.action.setBadgeText({ text }),
      chrome.action.setBadgeBackgroundColor({ color: colors.background }),
      chrome.action.setBadgeTextColor({ color: colors.text }),
    ]);
  },

  popup: {
    async isOpen(): Promise<boolean> {
      return (await chrome.runtime.getContexts({ contextTypes: ['POPUP'] })).length > 0;
    },
    /** Rejects where no browser window can show it. */
    open: (): Promise<void> => chrome.action.openPopup(),
    /** What the button on the toolbar opens from now on. */
    setPath: (popup: string): Promise<void> => chrome.action.setPopup({ popup }),
  },

  /** The gesture that came with a message is lost with the first thing that is waited for. */
  openSidePanel: (windowId: number): Promise<void> => chrome.sidePanel.open({ windowId }),

  /** The first open page whose address begins like this. */
  async findPage(start: string): Promise<OpenPage | undefined> {
    const contexts = await chrome.runtime.getContexts({ contextTypes: ['TAB'] });
    return contexts
      .map(({ tabId, windowId, documentUrl = '' }) => ({ tabId, windowId, url: documentUrl }))
      .find(({ url }) => url.startsWith(start));
  },

  async openTab(url: string): Promise<void> {
    await chrome.tabs.create({ url, active: true });
  },

  async openWindow(url: string, size: WindowSize): Promise<void> {
    await chrome.windows.create({ url, type: 'popup', focused: true, ...size });
  },

  async focusWindow(windowId: number): Promise<void> {
    await chrome.windows.update(windowId, { focused: true });
  },

  /** Brings a page to the front; `url` leads it elsewhere. */
  async showPage({ tabId, windowId }: OpenPage, url?: string): Promise<void> {
    await chrome.tabs.update(tabId, { active: true, ...(url !== undefined && { url }) });
    await chrome.windows.update(windowId, { focused: true });
  },
};

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
    iconUrl: chrome.runtime.getURL('icons/icon-128.png'),
    title,
    message,
    ...(contextMessage !== undefined && { contextMessage }),
    ...(atMs !== undefined && { eventTime: atMs }),
    ...(buttons !== undefined && { buttons: buttons.map((words) => ({ title: words })) }),
    ...(urgent && { requireInteraction: true, priority: 2 }),
  };
}
