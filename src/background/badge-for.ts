import type { Attention } from '../shared/messaging/contract.ts';

/** A sign of a few characters, and the colour behind it. */
export interface BadgeSign {
  readonly text: string;
  readonly background: string;
}

const red = '#c62828';
const green = '#2e7d32';
const blue = '#1565c0';

/** Four characters fit; three are readable. */
const highestCount = 99;

/** What waits for an answer goes before a running call, and that before unread messages. */
export function badgeFor({
  needsAction,
  inCall,
  unread,
}: Pick<Attention, 'needsAction' | 'inCall' | 'unread'>): BadgeSign {
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
