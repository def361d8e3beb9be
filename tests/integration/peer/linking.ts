import { expect, vi } from 'vitest';
import { parseLinkDescription } from '#src/engine/links/rules/signals.ts';
import type { Side, TwoPages } from './two-pages.ts';

export const eventually = { timeout: 15_000, interval: 50 };

export async function reported(side: Side, what: string, patience = eventually): Promise<void> {
  await vi.waitFor(async () => expect(await side.call('reports')).toContain(what), patience);
}

/** Ann makes the offer and is the impolite one. */
export async function linkPages({ ann, ben }: Pick<TwoPages, 'ann' | 'ben'>): Promise<void> {
  await ann.call('create', { polite: false });
  await ben.call('create', { polite: true });
  const offer = parseLinkDescription(structuredClone(await ann.call('createOffer')));
  if (offer === undefined) throw new Error('the offer does not parse');
  const answer = parseLinkDescription(await ben.call('acceptOffer', offer));
  if (answer === undefined) throw new Error('the answer does not parse');
  await ann.call('acceptAnswer', answer);
  await Promise.all([reported(ann, 'open'), reported(ben, 'open')]);
}

export async function framesGrow(side: Side, slot: 'camera' | 'screen'): Promise<void> {
  const before = await side.call('framesDecoded', slot);
  await vi.waitFor(async () => expect(await side.call('framesDecoded', slot)).toBeGreaterThan(before + 5), eventually);
}
