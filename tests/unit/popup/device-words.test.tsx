import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { cleanup, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { deviceWords } from '#src/popup/components/call/device-words.ts';
import { callWith, contactNamed, emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

const bob = contactNamed('Bob');
const causes = {
  missing: /found/,
  denied: /isn’t allowed/,
  busy: /Another app|Other apps/,
  hangs: /respond/,
  'no-window': /window/,
} as const;
const languages = {
  en: { camera: /camera/, microphone: /microphone/ },
  ja: { camera: /カメラ/, microphone: /マイク/ },
};

function wordsOf(language: keyof typeof languages, notice: keyof typeof deviceWords): string {
  const file = resolve(import.meta.dirname, `../../../public/_locales/${language}/messages.json`);
  const table: Readonly<Record<string, { readonly message: string }>> = JSON.parse(readFileSync(file, 'utf8'));
  return table[deviceWords[notice]]?.message ?? '';
}

async function mountCall(change: Parameters<typeof callWith>[1]) {
  return await mountApp({ ...emptySnapshot, contacts: [bob], call: callWith(bob, change) });
}

afterEach(cleanup);

describe('the words for a device that is not on', () => {
  const problems = Object.keys(causes) as (keyof typeof causes)[];

  it.each(problems)('name the cause and nothing but the device it is about: %s', (problem) => {
    for (const [language, { camera, microphone }] of Object.entries(languages)) {
      const [ofMicrophone, ofCamera, ofBoth] = (['microphone', 'camera', 'devices'] as const).map((device) =>
        wordsOf(language as keyof typeof languages, `${device}-${problem}`),
      );
      expect(ofMicrophone).toMatch(microphone);
      expect(ofMicrophone).not.toMatch(camera);
      expect(ofCamera).toMatch(camera);
      expect(ofCamera).not.toMatch(microphone);
      expect(ofBoth).toMatch(camera);
      expect(ofBoth).toMatch(microphone);
    }
    for (const device of ['microphone', 'camera', 'devices'] as const) {
      expect(wordsOf('en', `${device}-${problem}`)).toMatch(causes[problem]);
    }
  });

  it('are different for every notice, in both languages', () => {
    const notices = Object.keys(deviceWords) as (keyof typeof deviceWords)[];
    for (const language of ['en', 'ja'] as const) {
      expect(new Set(notices.map((notice) => wordsOf(language, notice))).size).toBe(notices.length);
    }
  });

  it('stand beside each other for two causes', async () => {
    await mountCall({ notices: ['microphone-denied', 'camera-missing'] });
    await screen.findByText(/isn’t allowed to use your microphone/);
    await screen.findByText(/No camera found/);
  });
});

describe('somebody who is not heard', () => {
  it.each([
    [{ microphone: false }, 'Bob is muted'],
    [{ microphone: false, quiet: 'none' }, 'Bob is here without a microphone'],
    [{ microphone: false, quiet: 'silenced' }, 'Bob’s microphone is switched off by their system'],
  ] as const)('is told as what it is: %o', async (other, words) => {
    await mountCall({ other });
    expect((await screen.findByText(/^Bob.*(muted|microphone)/)).textContent).toBe(words);
  });

  it('is nothing to tell while their microphone is on its way', async () => {
    await mountCall({ other: { microphone: false, quiet: 'opening' } });
    await screen.findByRole('region', { name: 'Call with Bob' });
    expect(screen.queryByText(/^Bob.*(muted|microphone)/)).toBeNull();
  });
});

describe('an own device that the system silences', () => {
  it('is not shown as on, and its button still switches it off', async () => {
    const { commands } = await mountCall({ self: { microphone: 'silenced', camera: 'silenced' } });
    for (const name of ['Mute microphone', 'Turn camera off']) {
      const button = await screen.findByRole('button', { name });
      expect(button.className).toContain('call-off');
      button.click();
    }
    expect(commands.log).toEqual([
      ['setMicrophone', false],
      ['setCamera', false],
    ]);
  });

  it('is busy while it is on its way', async () => {
    await mountCall({ self: { microphone: 'opening' } });
    expect((await screen.findByRole('button', { name: 'Mute microphone' })).getAttribute('aria-busy')).toBe('true');
  });
});
