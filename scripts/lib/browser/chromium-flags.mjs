const usualWindow = { x: 0, y: 0, width: 1000, height: 800 };

/**
 * The flags that make Chromium a test subject: no first-run noise, a camera that plays `cameraFile`, and prompts that answer themselves.
 * With `sharedTab` the one for devices does not: whatever answers it makes a fake screen of every tab that is shared.
 * @param {{ lang: string, cameraFile: string | null, cameras?: number | undefined, sharedTab?: string | undefined, window?: { x: number, y: number, width: number, height: number } | undefined }} options
 */
export function chromiumFlags({ lang, cameraFile, cameras, sharedTab, window = usualWindow }) {
  return [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-search-engine-choice-screen',
    '--hide-crash-restore-bubble',
    '--password-store=basic',
    `--lang=${lang}`,
    `--window-position=${window.x},${window.y}`,
    `--window-size=${window.width},${window.height}`,
    ...(cameraFile === null
      ? []
      : [
          ...(sharedTab === undefined ? ['--use-fake-ui-for-media-stream'] : []),
          ...(cameras === undefined
            ? ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${cameraFile}`]
            : [`--use-fake-device-for-media-stream=device-count=${cameras}`]),
          sharedTab === undefined
            ? '--auto-select-desktop-capture-source=Entire screen'
            : `--auto-select-tab-capture-source-by-title=${sharedTab}`,
        ]),
  ];
}
