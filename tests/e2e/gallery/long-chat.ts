import type { SearchHit } from '#src/engine/chat/rules/search-query.ts';
import type { ConversationEntry } from '#src/shared/snapshot.ts';
import { messageSaying } from '../../fakes/surface-snapshots.ts';

const now = Date.now();
const minute = 60_000;
const day = 24 * 60 * minute;

export const longChat: readonly ConversationEntry[] = Array.from({ length: 120 }, (_, index) => {
  const said = [
    'See you at the station then.',
    '明日の打ち合わせは十時からでお願いします。',
    'مرحبا، هل وصلتك الرسالة؟',
  ];
  const text = `${said[index % 3] ?? ''} ${'More of it. '.repeat(index % 7)}${index + 1}`;
  const mine = index % 5 === 1;
  return messageSaying(text, { id: `long-${index}`, mine, state: 'read', atMs: now - (120 - index) * 20 * minute });
});
const searchHit = (before: string, hit: string, after: string, age: number): SearchHit => ({
  contactId: 'SOMEBODY',
  messageId: `${before}${age}`,
  mine: age % 2 === 0,
  atMs: now - age * day,
  excerpt: [before, hit, after].map((text, index) => ({ text, hit: index === 1 })),
});
export const searchHits: readonly SearchHit[] = [
  searchHit('会議の', '資料', 'は今夜のうちに送ります。plan も添えます。', 1),
  searchHit('One more thing about the ', 'plan', ': the second part needs a picture, see 資料 2.', 2),
  searchHit('مرحبا، ', 'plan', ' جديد للأسبوع القادم', 31),
  searchHit('…', 'plan', `${'averylongwordwithoutanybreak'.repeat(6)}…`, 400),
];
