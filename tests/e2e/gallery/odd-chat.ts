import type { ConversationEntry } from '#src/shared/snapshot.ts';
import { messageSaying } from '../../fakes/surface-snapshots.ts';

const minute = 60_000;
const now = Date.now();

/** Writing that runs the other way, long words, and what only looks like markup. */
export const oddChat: readonly ConversationEntry[] = [
  messageSaying('مرحبا، هل وصلتك الرسالة؟ رقم الطلب 123-ABC.', { atMs: now - 5 * minute }),
  messageSaying('Yes: נפלא, תודה!', { mine: true, state: 'read', atMs: now - 4 * minute }),
  messageSaying(`https://example.org/${'a-very-long-path-without-a-break/'.repeat(4)}`, { atMs: now - 3 * minute }),
  messageSaying('<b>not bold</b> &amp; \u202eright to left override\u202c {{braces}}', { atMs: now - 2 * minute }),
  messageSaying('会議は午後三時から、三階の会議室で行います。資料は事前に共有しますので、ご確認をお願いいたします。', {
    mine: true,
    state: 'delivered',
    atMs: now - minute,
  }),
];
