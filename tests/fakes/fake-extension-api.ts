type NotificationOptions = chrome.notifications.NotificationCreateOptions;

interface FakeTab {
  readonly tabId: number;
  readonly windowId: number;
  documentUrl: string;
  active: boolean;
}

interface FakeBrowserState {
  readonly documents: string[];
  createDocumentCalls: number;
  /** Makes creations fail: because somebody else was first, or for good. */
  documentFailure: 'raced' | 'broken' | null;
  readonly notifications: Map<string, NotificationOptions>;
  /** Every notification ever put up, by ID. */
  readonly created: string[];
  readonly badge: { text: string; color: string };
  readonly alarms: Map<string, { name: string; periodInMinutes: number }>;
  alarmsCreated: number;
  readonly tabs: FakeTab[];
  readonly focusedWindows: number[];
  popupRefused: boolean;
  /** What the button on the toolbar opens, and what it has opened. */
  popup: string;
  readonly popupsOpened: string[];
  readonly windowsCreated: (string | undefined)[];
}

/** The part of the browser that the background worker uses, with what it did written down. */
export function createFakeExtensionApi() {
  const state: FakeBrowserState = {
    documents: [],
    createDocumentCalls: 0,
    documentFailure: null,
    notifications: new Map(),
    created: [],
    badge: { text: '', color: '' },
    alarms: new Map(),
    alarmsCreated: 0,
    tabs: [],
    focusedWindows: [],
    popupRefused: false,
    popup: 'src/popup/index.html',
    popupsOpened: [],
    windowsCreated: [],
  };
  return { state, api: { ...runtimeAndDocuments(state), ...surfaces(state) } };
}

function url(path: string): string {
  return `chrome-extension://beeline/${path}`;
}

function runtimeAndDocuments(state: FakeBrowserState) {
  return {
    runtime: {
      id: 'beeline',
      getURL: url,
      async getContexts({ contextTypes = [] }: { contextTypes?: string[] }): Promise<unknown[]> {
        const byType: Record<string, unknown[]> = {
          OFFSCREEN_DOCUMENT: state.documents.map((documentUrl) => ({ documentUrl })),
          TAB: state.tabs,
        };
        return contextTypes.flatMap((type) => byType[type] ?? []);
      },
    },
    offscreen: {
      async createDocument({ url: path }: { url: string }): Promise<void> {
        state.createDocumentCalls += 1;
        await Promise.resolve();
        if (state.documentFailure === 'raced') {
          state.documents.push(url(path));
        }
        if (state.documentFailure !== null || state.documents.length > 0) {
          throw new Error('Only a single offscreen document may be created.');
        }
        state.documents.push(url(path));
      },
    },
    alarms: {
      get: async (name: string) => state.alarms.get(name),
      async create(name: string, info: { periodInMinutes: number }): Promise<void> {
        state.alarmsCreated += 1;
        state.alarms.set(name, { name, ...info });
      },
    },
    i18n: { getMessage: (key: string, parts: string[]) => [key, ...parts].join(' ') },
  };
}

function surfaces(state: FakeBrowserState) {
  return {
    notifications: {
      getAll: async () => Object.fromEntries([...state.notifications.keys()].map((id) => [id, true])),
      clear: async (id: string) => state.notifications.delete(id),
      async create(id: string, options: NotificationOptions): Promise<string> {
        state.created.push(id);
        state.notifications.set(id, options);
        return id;
      },
      async update(id: string, options: NotificationOptions): Promise<boolean> {
        if (state.notifications.has(id)) state.notifications.set(id, options);
        return state.notifications.has(id);
      },
    },
    action: {
      setBadgeText: async ({ text }: { text: string }) => void Object.assign(state.badge, { text }),
      setBadgeBackgroundColor: async ({ color }: { color: string }) => void Object.assign(state.badge, { color }),
      setBadgeTextColor: async () => {},
      async openPopup(): Promise<void> {
        if (state.popupRefused) {
          throw new Error('Could not find an active browser window.');
        }
        state.popupsOpened.push(state.popup);
      },
      setPopup: async ({ popup }: { popup: string }) => void Object.assign(state, { popup }),
    },
    tabs: {
      async create({ url: documentUrl }: { url: string }): Promise<void> {
        state.tabs.push({ tabId: state.tabs.length + 1, windowId: 7, documentUrl, active: true });
      },
      async update(tabId: number, change: { active: boolean; url?: string }): Promise<void> {
        const tab = state.tabs.find((candidate) => candidate.tabId === tabId);
        Object.assign(tab ?? {}, { active: change.active, ...(change.url ? { documentUrl: change.url } : {}) });
      },
    },
    windows: {
      update: async (windowId: number) => void state.focusedWindows.push(windowId),
      create: async (options: { url?: string }) => void state.windowsCreated.push(options.url),
    },
  };
}
