import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openPermissionTab } from '#src/background/permission-tab.ts';
import { showPopup } from '#src/background/popup-window.ts';
import { startWatchdog } from '#src/background/watchdog.ts';
import { createFakeExtensionApi } from '../../fakes/fake-extension-api.ts';

function startBrowser() {
  const fake = createFakeExtensionApi();
  vi.stubGlobal('chrome', fake.api);
  return fake.state;
}

const page = 'chrome-extension://beeline/src/popup/permission/index.html';

describe('openPermissionTab', () => {
  let state = startBrowser();
  beforeEach(() => {
    state = startBrowser();
  });

  it('opens one tab when asked twice at once', async () => {
    await Promise.all([openPermissionTab({ video: true }), openPermissionTab({ video: true })]);
    expect(state.tabs.map((tab) => tab.documentUrl)).toEqual([`${page}?video=1`]);
  });

  it('brings an open one to the front without loading it again', async () => {
    await openPermissionTab({ video: false });
    Object.assign(state.tabs[0] ?? {}, { active: false });
    await openPermissionTab({ video: false });
    expect(state.tabs).toMatchObject([{ documentUrl: `${page}?video=0`, active: true }]);
    expect(state.focusedWindows).toEqual([7]);
  });

  it('asks for the camera too when it is wanted later', async () => {
    await openPermissionTab({ video: false });
    await openPermissionTab({ video: true });
    expect(state.tabs).toMatchObject([{ documentUrl: `${page}?video=1` }]);
  });
});

describe('showPopup', () => {
  const app = 'chrome-extension://beeline/src/popup/index.html';
  const place = { name: 'conversation', contactId: 'B0B' } as const;

  it('opens the popup on a conversation, and leaves the button on the toolbar as it was', async () => {
    const state = startBrowser();
    await showPopup(place);
    expect(state.popupsOpened).toEqual(['src/popup/index.html#contact=B0B']);
    expect(state.popup).toBe('src/popup/index.html');
  });

  it.each([
    [place, `${app}#contact=B0B`],
    [{ name: 'home' } as const, app],
    [null, app],
  ])('uses a window of its own for %j when there is nowhere to show the popup', async (wanted, expected) => {
    const state = startBrowser();
    state.popupRefused = true;
    await showPopup(wanted);
    expect(state.windowsCreated).toEqual([expected]);
    expect(state.popup).toBe('src/popup/index.html');
  });
});

describe('startWatchdog', () => {
  it('does not put a running alarm off', async () => {
    const state = startBrowser();
    await startWatchdog();
    await startWatchdog();
    expect(state.alarmsCreated).toBe(1);
    expect([...state.alarms.values()]).toMatchObject([{ name: 'engine-watchdog', periodInMinutes: 0.5 }]);
  });
});
