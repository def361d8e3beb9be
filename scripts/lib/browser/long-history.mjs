/// <reference types="chrome" />
import { until } from './find.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

const engineStartMs = 30_000;

/**
 * Puts `count` old messages of both people behind the newest of the profile's first contact, as the engine would have
 * stored them, and starts the engine anew so that it finds them.
 * @param {import('./person.mjs').Person} person @param {Page} page any page of the extension @param {number} count
 */
export async function seedHistory(person, page, count) {
  const before = await page.evaluate(writeHistory, count);
  await person.inWorker(() => chrome.offscreen.closeDocument());
  await until('the engine to start again', () => hasEngine(page), { timeoutMs: engineStartMs });
  return before;
}

/** @param {Page} page */
async function hasEngine(page) {
  const reply = await page.evaluate(() =>
    chrome.runtime
      .sendMessage({ to: 'background', name: 'engine.ensure', args: [] })
      .then(() => chrome.runtime.sendMessage({ to: 'engine', name: 'diagnostics.read', args: [] })),
  );
  return reply?.ok === true;
}

/** Runs inside the page and knows nothing from outside. @param {number} count */
async function writeHistory(count) {
  const minuteMs = 60_000;
  const texts = [
    'ok',
    'See you at the station then, the train is at ten past.',
    '明日の打ち合わせは十時からでお願いします。資料は今夜のうちに送りますね。',
    'مرحبا، هل وصلتك الرسالة؟ سأكون هناك بعد قليل.',
    'One more thing about the plan: the second part needs a picture, and the numbers in the third are those of last year. '.repeat(
      3,
    ),
    'line one\nline two\nline three',
  ];
  /** @param {IDBRequest} request @returns {Promise<any>} */
  const result = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const db = await result(indexedDB.open('beeline'));
  const transaction = db.transaction(['contacts', 'conversations', 'entries'], 'readwrite');
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  const [contactId] = await result(transaction.objectStore('contacts').getAllKeys());
  const conversations = transaction.objectStore('conversations');
  const stored = await result(conversations.get(contactId));
  const epoch = 'e'.repeat(32);
  const record = stored ?? {
    contactId,
    myEpoch: 'a'.repeat(32),
    nextCount: 1,
    nextOrder: 1,
    received: {},
    receipt: null,
    unread: 0,
  };
  const startedAtMs = Date.now() - count * 20 * minuteMs;
  let { nextCount, nextOrder } = record;
  let lastMessage = null;
  for (let index = 0; index < count; index += 1) {
    const mine = Math.floor(index / 3) % 2 === 1;
    const order = nextOrder++;
    const entry = {
      contactId,
      kind: 'message',
      id: `5eed${index.toString(16).padStart(28, '0')}`,
      mine,
      text: `${texts[index % texts.length]} #${index + 1}`,
      atMs: startedAtMs + index * 20 * minuteMs,
      order,
      epoch: mine ? record.myEpoch : epoch,
      count: mine ? nextCount++ : index + 1,
    };
    const place = mine ? { ownPlace: [entry.epoch, entry.count] } : { receivedId: entry.id };
    transaction.objectStore('entries').put({ contactId, order, ...place, entry });
    lastMessage = { id: entry.id, mine, text: entry.text, atMs: entry.atMs };
  }
  const acknowledged = nextCount - 1;
  conversations.put({ ...record, nextCount, nextOrder, acknowledged, readByThem: acknowledged, lastMessage });
  await done;
  db.close();
  return String(contactId);
}
