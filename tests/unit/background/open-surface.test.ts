import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openSurface } from '#src/background/open-surface.ts';

const url = 'chrome-extension://beeline/src/popup/index.html?surface=window';

function startBrowser() {
  const calls: unknown[] = [];
  const tabs: { documentUrl: string; windowId: number }[] = [];
  vi.stubGlobal('chrome', {
    runtime: {
      getURL: (path: string) => `chrome-extension://beeline/${path}`,
      getContexts: async () => [...tabs],
    },
    sidePanel: { open: async (where: object) => void calls.push({ panel: where }) },
    windows: {
      async create({ url: documentUrl }: { url: string }) {
        calls.push({ created: documentUrl });
        tabs.push({ documentUrl, windowId: 9 });
      },
      update: async (id: number, change: object) => void calls.push({ updated: id, ...change }),
    },
  });
  return calls;
}

describe('openSurface', () => {
  let calls = startBrowser();
  beforeEach(() => {
    calls = startBrowser();
  });

  it('asks for the side panel before anything is waited for, while the gesture lasts', () => {
    void openSurface({ surface: 'panel', windowId: 3 });
    expect(calls).toEqual([{ panel: { windowId: 3 } }]);
  });

  it('brings the window to the front when it is open already', async () => {
    await openSurface({ surface: 'window', windowId: 3 });
    await openSurface({ surface: 'window', windowId: 3 });
    expect(calls).toEqual([{ created: url }, { updated: 9, focused: true }]);
  });
});
