import type { Attention } from '../shared/messaging/contract.ts';
import * as platform from './platform.ts';

const red = '#c62828';
const green = '#2e7d32';
const blue = '#1565c0';
const white = '#ffffff';

/** Four characters fit; three are readable. */
const highestCount = 99;

/** What waits for an answer goes before a running call, and that before unread messages. */
export function badgeFor({
  needsAction,
  inCall,
  unread,
}: Pick<Attention, 'needsAction' | 'inCall' | 'unread'>): Pick<platform.Badge, 'text' | 'background'> {
  if (needsAction) {
    return { text: '!', background: red };
  }
  if (inCall) {
    return { text: '●', background: green };
  }
  return { text: countText(unread), background: blue };
}

function countText(count: number): string {
  if (count === 0) {
    return '';
  }
  return count > highestCount ? `${highestCount}+` : String(count);
}

export async function showBadge(attention: Attention): Promise<void> {
  const { text, background } = badgeFor(attention);
  await platform.setBadge({ text, background, color: white });
}
