import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { agreementsIn } from '../../../scripts/lib/browser/peer-connections.mjs';

/** Nothing was negotiated anew since `before`, except another way for the packets where this computer was too busy for the former. */
export async function expectSameAgreements(
  page: Page,
  before: Awaited<ReturnType<typeof agreementsIn>>,
): Promise<void> {
  const now = await agreementsIn(page);
  expect(now.map(({ agreed }) => agreed)).toEqual(before.map(({ agreed }) => agreed));
  const onTheSameWay = now.filter(({ way }, index) => way === before[index]?.way);
  expect(before).toEqual(expect.arrayContaining(onTheSameWay));
}
