import type { Attention } from '../shared/messaging/contract.ts';
import { badgeFor } from './badge-for.ts';
import * as platform from './platform.ts';

const white = '#ffffff';

export async function showBadge(attention: Attention): Promise<void> {
  const { text, background } = badgeFor(attention);
  await platform.setBadge({ text, background, color: white });
}
