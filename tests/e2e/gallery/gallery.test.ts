import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gallery, Look } from './gallery-pages.ts';
import { openGallery } from './gallery-pages.ts';
import { scenes } from './scenes.ts';

const looks: readonly Look[] = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'en' },
  { theme: 'light', language: 'ja' },
  { theme: 'dark', language: 'ja' },
];

let gallery: Gallery;

beforeAll(async () => {
  gallery = await openGallery(process.env.CHROMIUM ?? '/usr/bin/chromium');
});

afterAll(() => gallery.close());

describe.each(looks)('in $theme, language $language', (look) => {
  it.each(Object.keys(scenes))('%s keeps nobody out', async (scene) => {
    expect(await gallery.visit(scene, look)).toEqual([]);
  });
});

/** Those of frames that may become so narrow. */
const narrowing = Object.entries(scenes).flatMap(([name, { width, permission }]) =>
  width === undefined || permission !== undefined ? [name] : [],
);

describe.each(['en', 'ja'] as const)('in a sidebar of 220 px, language %s', (language) => {
  it.each(narrowing)('%s keeps every control in sight', async (scene) => {
    const sight = { size: { width: 220, height: 640 }, frame: 'panel' } as const;
    const page = await gallery.show(scene, { theme: 'light', language }, sight);
    expect(await page.evaluate(() => window.findCutOff())).toEqual([]);
  });
});
