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
