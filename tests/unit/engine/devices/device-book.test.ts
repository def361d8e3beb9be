import { describe, expect, it } from 'vitest';
import { createDeviceBook } from '#src/engine/devices/device-book.ts';
import type { Settings } from '#src/shared/settings/settings.ts';
import { defaultSettings } from '#src/shared/settings/settings.ts';
import { createFakeMedia } from '../../../fakes/fake-media.ts';
import { settle } from '../../../fakes/virtual-clock.ts';

const headset = { id: 'headset', label: 'Headset' };
const monitor = { id: 'monitor', label: 'Monitor' };
const both = { microphone: [headset], camera: [], speaker: [headset, monitor] };

async function openBook(chosen: Partial<Settings> = {}) {
  const media = createFakeMedia();
  const events: string[] = [];
  let settings: Settings = { ...defaultSettings, ...chosen };
  const book = createDeviceBook({
    media,
    settings: () => settings,
    log: () => undefined,
    onChange: () => events.push('changed'),
  });
  book.listen({
    chosen: (role) => events.push(`chosen ${role}`),
    listed: () => events.push('listed'),
    speakerLost: (lost) => events.push(lost ? 'speaker lost' : 'speaker back'),
  });
  media.changeDevices(both);
  await settle();
  return {
    book,
    media,
    events,
    choose(change: Partial<Settings>) {
      const before = settings;
      settings = { ...settings, ...change };
      book.handleSettings(before);
    },
  };
}

describe('the device book', () => {
  it('routes sound to the chosen speaker, at once and after the next start', async () => {
    const { media, choose } = await openBook();
    choose({ speaker: monitor });
    expect(media.speaker).toBe('monitor');
    expect((await openBook({ speaker: monitor })).media.speaker).toBe('monitor');
  });

  it('falls back to the system when the chosen speaker is unplugged, says so, and returns to it', async () => {
    const { media, events } = await openBook({ speaker: headset });
    media.changeDevices({ ...both, speaker: [monitor] });
    await settle();
    expect(media.speaker).toBeNull();
    expect(events).toContain('speaker lost');
    media.changeDevices(both);
    await settle();
    expect(media.speaker).toBe('headset');
    expect(events).toContain('speaker back');
  });

  it('finds a headset of which the browser has said nothing when it looks anew', async () => {
    const { book, media } = await openBook({ microphone: { id: 'wireless', label: 'Wireless' } });
    media.devices = { ...both, microphone: [headset, { id: 'wireless', label: 'Wireless' }] };
    expect(book.preferred('microphone')).toBeNull();
    await book.refresh();
    expect(book.preferred('microphone')).toBe('wireless');
  });

  it('passes on what the browser says although the list is the same, for it may be a permission', async () => {
    const { media, events } = await openBook();
    events.length = 0;
    media.changeDevices(both);
    await settle();
    expect(events).toEqual(['listed']);
  });

  it('says nothing when it looks anew and finds the same', async () => {
    const { book, events } = await openBook();
    events.length = 0;
    await book.refresh();
    expect(events).toEqual([]);
  });

  it('is reported and goes on when the browser cannot list', async () => {
    const { book, media } = await openBook();
    media.list = () => Promise.reject(new Error('no list'));
    await book.refresh();
    expect(book.list()).toEqual(both);
  });

  it('finds a device again by its name when the browser has renumbered everything', async () => {
    const { book } = await openBook({ microphone: { id: 'of last year', label: 'Headset' } });
    expect(book.preferred('microphone')).toBe('headset');
  });

  it('prefers nothing when the chosen one is not there', async () => {
    const { book } = await openBook({ microphone: { id: 'gone', label: 'Gone' } });
    expect(book.preferred('microphone')).toBeNull();
  });

  it('reports a choice once, and nothing when another setting changes', async () => {
    const { events, choose } = await openBook();
    events.length = 0;
    choose({ microphone: headset });
    choose({ theme: 'dark' });
    expect(events).toEqual(['chosen microphone']);
  });
});
