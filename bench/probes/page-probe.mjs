/// <reference types="chrome" />

/**
 * @typedef {object} Probe
 * @property {() => Promise<string>} offerRaw
 * @property {(sdp: string) => Promise<string>} answerRaw
 * @property {(sdp: string) => Promise<void>} acceptRaw
 * @property {(bytes: number) => Promise<number>} rawEcho milliseconds there and back
 * @property {(bytes: number) => Promise<number>} rawOneWay milliseconds from here to there, by both clocks
 * @property {() => Promise<number>} rawPointer milliseconds from here until a frame there is painted with a place that came unreliably, by both clocks
 * @property {(x: number) => Promise<number>} pointAt the time at which the pointer was moved on the picture that is watched here, by the other clock
 * @property {() => void} awaitPointer from now on
 * @property {() => Promise<number>} pointerPainted the time at which a pointer was painted at another place than before
 * @property {(text: string) => Promise<number>} sendUntilDelivered milliseconds until the peer has stored it and said so
 * @property {(bytes: number) => Promise<number>} rawStoredEcho the same as an echo, with a strict write before the answer
 * @property {(bytes: number) => Promise<number>} rawStoredTwice the same, with another one before the question
 * @property {() => string} contactId
 * @property {(video: boolean) => Promise<number>} startCall the time at which it was asked for
 * @property {() => Promise<number>} answer the time at which it was asked for
 * @property {() => Promise<number>} untilRinging the call rings there and the own devices are open
 * @property {() => Promise<number>} untilIncoming the time at which a call was told to this page
 * @property {() => Promise<void>} untilNoCall
 */

/** Runs inside a page of the extension and knows nothing from outside: puts the probe into its window. */
export function installProbe() {
  const now = () => performance.timeOrigin + performance.now();
  const connection = new RTCPeerConnection();
  /** @type {RTCDataChannel | undefined} */
  let channel;
  /** @type {Map<number, (reply: { at: number }) => void>} */
  const echoes = new Map();
  let lastEcho = 0;
  let clockOffset = 0;

  /** @param {RTCDataChannel} opened */
  const take = (opened) => {
    channel = opened;
    opened.onmessage = async ({ data }) => {
      const { echo, reply, at, stored } = JSON.parse(data);
      if (stored) await store(data);
      if (reply !== undefined) echoes.get(reply)?.({ at });
      else opened.send(JSON.stringify({ reply: echo, at: now() }));
    };
  };
  connection.ondatachannel = (event) => take(event.channel);

  const unreliable = { negotiated: true, id: 100, ordered: false, maxRetransmits: 0 };
  const places = connection.createDataChannel('places', unreliable);
  const canvas = document.createElement('canvas');
  places.onmessage = ({ data }) =>
    requestAnimationFrame(() => {
      const { place } = JSON.parse(data);
      canvas.getContext('2d')?.fillRect(place, 10, 5, 5);
      channel?.send(JSON.stringify({ reply: place, at: now() }));
    });
  /** So that it meets the frames of the other page at any time. */
  const anyMoment = () => new Promise((resolve) => setTimeout(resolve, 20 + 17 * Math.random()));
  /** @type {Promise<number>} */
  let painted = Promise.resolve(0);
  let onPointer = () => {};
  let pointerX = 0;
  const { fillText } = CanvasRenderingContext2D.prototype;
  /** The name beside the pointer moves with it. @this {CanvasRenderingContext2D} @param {string} text @param {number} x @param {number} y */
  function watchedText(text, x, y) {
    fillText.call(this, text, x, y);
    if (Math.abs(x - pointerX) < 5) return;
    pointerX = x;
    onPointer();
  }
  CanvasRenderingContext2D.prototype.fillText = watchedText;

  const gathered = async () => {
    while (connection.iceGatheringState !== 'complete') await new Promise((resolve) => setTimeout(resolve, 10));
    return connection.localDescription?.sdp ?? '';
  };

  /** @type {Promise<IDBDatabase>} */
  const database = new Promise((resolve) => {
    const request = indexedDB.open('bench', 1);
    request.onupgradeneeded = () => void request.result.createObjectStore('texts', { autoIncrement: true });
    request.onsuccess = () => resolve(request.result);
  });
  /** @param {string} text */
  const store = async (text) => {
    const transaction = (await database).transaction('texts', 'readwrite', { durability: 'strict' });
    transaction.objectStore('texts').add({ text });
    await new Promise((resolve) => transaction.addEventListener('complete', resolve));
  };

  const expectReply = () => {
    lastEcho += 1;
    const number = lastEcho;
    const answered = new Promise((/** @type {(reply: { at: number }) => void} */ resolve) =>
      echoes.set(number, resolve),
    );
    return { number, answered };
  };
  /** @param {number} bytes @param {boolean} [stored] */
  const ask = async (bytes, stored = false) => {
    const { number, answered } = expectReply();
    const startedAt = now();
    channel?.send(JSON.stringify({ echo: number, stored, filling: 'x'.repeat(bytes) }));
    const { at } = await answered;
    return { there: at - startedAt, back: now() - at, whole: now() - startedAt };
  };

  /** @type {any} */
  let snapshot = {};
  /** @type {any[]} */
  let entries = [];
  /** @type {Set<() => void>} */
  const watchers = new Set();
  const port = chrome.runtime.connect({ name: 'feed' });
  port.onMessage.addListener((update) => {
    if (update.kind === 'snapshot') snapshot = update.snapshot;
    if (update.kind === 'changes') snapshot = { ...snapshot, ...update.changes };
    if (update.kind === 'conversation') entries = update.conversation?.entries ?? [];
    const contactId = snapshot.contacts?.[0]?.id;
    if (update.kind === 'snapshot') port.postMessage({ kind: 'watch', contactId, visible: false });
    for (const look of watchers) look();
  });
  /** @param {() => boolean} isSo @returns {Promise<number>} */
  const when = (isSo) =>
    new Promise((resolve) => {
      const look = () => {
        if (!isSo()) return;
        watchers.delete(look);
        resolve(now());
      };
      watchers.add(look);
      look();
    });
  const tell = (/** @type {string} */ name, /** @type {unknown[]} */ ...args) =>
    chrome.runtime.sendMessage({ to: 'engine', name, args });

  window.beelineProbe = {
    async offerRaw() {
      take(connection.createDataChannel('raw'));
      await connection.setLocalDescription();
      return await gathered();
    },
    async answerRaw(sdp) {
      await connection.setRemoteDescription({ type: 'offer', sdp });
      await connection.setLocalDescription();
      return await gathered();
    },
    async acceptRaw(sdp) {
      await connection.setRemoteDescription({ type: 'answer', sdp });
      while (channel?.readyState !== 'open') await new Promise((resolve) => setTimeout(resolve, 10));
      const asked = [];
      for (let count = 0; count < 50; count += 1) asked.push(await ask(10));
      // The fastest exchange was delayed least, so that its halves differ by the clocks alone.
      const [fastest] = asked.toSorted((one, other) => one.whole - other.whole);
      clockOffset = fastest ? (fastest.there - fastest.back) / 2 : 0;
    },
    rawEcho: async (bytes) => (await ask(bytes)).whole,
    rawOneWay: async (bytes) => (await ask(bytes)).there - clockOffset,
    rawStoredEcho: async (bytes) => (await ask(bytes, true)).whole,
    async rawPointer() {
      await anyMoment();
      const { number, answered } = expectReply();
      const startedAt = now();
      places.send(JSON.stringify({ place: number }));
      return (await answered).at - startedAt - clockOffset;
    },
    async pointAt(x) {
      await anyMoment();
      const surface = document.querySelector('.pointing-surface');
      const { left = 0, top = 0, width = 0, height = 0 } = surface?.getBoundingClientRect() ?? {};
      const place = { clientX: left + x * width, clientY: top + height / 2 };
      const startedAt = now();
      surface?.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, pointerType: 'mouse', ...place }));
      return startedAt + clockOffset;
    },
    awaitPointer() {
      painted = new Promise((resolve) => {
        onPointer = () => resolve(now());
      });
    },
    pointerPainted: () => painted,
    async rawStoredTwice(bytes) {
      const startedAt = now();
      await store('x'.repeat(bytes));
      await ask(bytes, true);
      return now() - startedAt;
    },
    contactId: () => snapshot.contacts[0].id,
    async sendUntilDelivered(text) {
      const startedAt = now();
      const contactId = snapshot.contacts[0].id;
      const { value } = await tell('chat.send', { contactId, text });
      const isDelivered = () =>
        entries.some((/** @type {any} */ { id, state }) => id === value.messageId && /delivered|read/.test(state));
      return (await when(isDelivered)) - startedAt;
    },
    async startCall(video) {
      const startedAt = now() + clockOffset;
      await tell('call.start', { contactId: snapshot.contacts[0].id, video });
      return startedAt;
    },
    async answer() {
      const startedAt = now();
      await tell('call.answer', { video: false });
      return startedAt;
    },
    untilRinging: () => when(() => snapshot.call?.phase === 'ringing' && snapshot.call.self.camera === 'on'),
    untilIncoming: () => when(() => snapshot.call?.phase === 'incoming'),
    async untilNoCall() {
      await tell('call.hangUp');
      await when(() => snapshot.call === null || snapshot.call.phase === 'ended');
      await tell('call.dismiss');
      await when(() => snapshot.call === null);
    },
  };
}
