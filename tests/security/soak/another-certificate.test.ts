import { afterAll, beforeAll } from 'vitest';
import type { LinkDescription } from '#src/engine/links/rules/signals.ts';
import { until } from '../../../scripts/lib/browser/find.mjs';
import type { TwoPages } from '../../integration/peer/two-pages.ts';
import { openTwoPages } from '../../integration/peer/two-pages.ts';
import { soakRow } from '../../soak/support/row.ts';

/** The browser looks for no way any more, or the lanes are closed. */
const ends: readonly string[] = ['stuck', 'failed'];

let pages: TwoPages;

beforeAll(async () => {
  pages = await openTwoPages({ ann: 'Chromium', ben: 'Chromium' });
});
afterAll(() => pages.close());

/** The same path and the same passwords, but whoever answers there would have to hold another certificate. */
function withAnotherCertificate(description: LinkDescription): LinkDescription {
  return { ...description, fingerprint: 'ee'.repeat(32) };
}

/** What both sides reported until one of them gave the connection up. */
async function meetInTheMiddle(swapped: 'offer' | 'answer' | 'nothing'): Promise<readonly string[]> {
  const { ann, ben } = pages;
  await ann.call('create', { polite: false });
  await ben.call('create', { polite: true });
  const offer = await ann.call('createOffer');
  const answer = await ben.call('acceptOffer', swapped === 'offer' ? withAnotherCertificate(offer) : offer);
  await ann.call('acceptAnswer', swapped === 'answer' ? withAnotherCertificate(answer) : answer);
  const reports = async (): Promise<readonly string[]> =>
    (await Promise.all([ann.call('reports'), ben.call('reports')])).flat();
  const isOver = async (): Promise<boolean> => {
    await ann.call('send', 'text', { t: 'secret' });
    const told = await reports();
    return told.some((report) => ends.includes(report)) || told.includes('text {"t":"secret"}');
  };
  await until('the connection to come to an end', isOver, { timeoutMs: 60_000 });
  const told = await reports();
  await Promise.all([ann.call('close'), ben.call('close')]);
  return told;
}

soakRow({
  row: 'another certificate than the sealed one: no lane opens',
  unit: 'connections of two real browsers',
  full: 20,
  short: 2,
  async run({ count, isOutOfTime, progress }) {
    const faults: string[] = [];
    let done = 0;
    while (done < count && !isOutOfTime()) {
      const told = await meetInTheMiddle(done % 2 === 0 ? 'offer' : 'answer');
      faults.push(...told.filter((report) => !ends.includes(report) && report !== 'interrupted'));
      done += 1;
      progress(done);
    }
    const genuine = await meetInTheMiddle('nothing');
    if (!genuine.includes('text {"t":"secret"}')) faults.push('without the swap no lane opens either');
    return { done, faults };
  },
});
