import { describe, expect } from 'vitest';
import { createActs } from '../../scripts/lib/browser/acts.mjs';
import { askEngine } from '../../scripts/lib/browser/engine-requests.mjs';
import { isThere } from '../../scripts/lib/browser/find.mjs';
import { wordsOf } from '../../scripts/lib/browser/words.mjs';
import { acts as english, fromEnvironment } from './support/people.ts';
import { test as it } from './support/story.ts';

describe('the journey in Japanese', () => {
  it('goes from first run to a call without an English name on the way', async ({ crowd }) => {
    const japanese = createActs(wordsOf(fromEnvironment('BEELINE_EXTENSION_DIR'), 'ja'));
    const [hanako, bob] = await Promise.all([crowd.launch('Hanako', { lang: 'ja' }), crowd.launch('Bob')]);
    const [page, bobPage] = await Promise.all([hanako.openPopup(), bob.openPopup()]);
    // Chromium's own language packs are not installed everywhere, so the choice in Settings decides.
    await askEngine(page, 'settings.change', { language: 'ja' });

    const [bobsId] = await Promise.all([english.begin(bobPage, 'Bob'), japanese.begin(page, '花子')]);
    await japanese.invite(page, bobsId);
    await english.accept(bobPage, '花子');
    await Promise.all([english.waitUntilOnline(bobPage, '花子'), japanese.waitUntilOnline(page, 'Bob')]);

    await japanese.openConversation(page, 'Bob');
    await japanese.write(page, 'こんにちは');
    await english.openConversation(bobPage, '花子');
    await english.waitForMessage(bobPage, 'こんにちは');
    await japanese.waitForMessage(page, 'こんにちは', 'read');

    await japanese.call(page, 'Video call');
    await english.answer(bobPage, '花子', 'Answer with video');
    await japanese.waitForCallStatus(page, 'Connected');
    await japanese.watchPicture(page, 'Remote video');
    expect(await isThere(page, 'button', 'Hang up')).toBe(false);
    await japanese.press(page, 'Hang up');
    await english.waitForCallStatus(bobPage, 'Call ended');
  });
});
