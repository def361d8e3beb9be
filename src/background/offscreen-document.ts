const documentPath = 'src/offscreen/index.html';

const reasons: `${chrome.offscreen.Reason}`[] = ['USER_MEDIA', 'DISPLAY_MEDIA', 'WEB_RTC', 'AUDIO_PLAYBACK'];

const justification = 'Keeps chats, calls and shared screens going while the popup is closed.';

let inFlight: Promise<void> | undefined;

/** Settles once the engine's document exists and has loaded; any number of callers share one creation. */
export function ensureOffscreenDocument(): Promise<void> {
  inFlight ??= createUnlessThere().finally(() => {
    inFlight = undefined;
  });
  return inFlight;
}

async function createUnlessThere(): Promise<void> {
  if (await isThere()) {
    return;
  }
  try {
    await chrome.offscreen.createDocument({ url: documentPath, reasons, justification });
  } catch (error) {
    // A worker that was killed in the middle of a creation leaves one that its successor runs into.
    if (!(await isThere())) {
      throw error;
    }
  }
}

async function isThere(): Promise<boolean> {
  const contexts = await chrome.runtime.getContexts({
    contextTypes: ['OFFSCREEN_DOCUMENT'],
    documentUrls: [chrome.runtime.getURL(documentPath)],
  });
  return contexts.length > 0;
}
