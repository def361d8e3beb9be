/// <reference types="chrome" />

/**
 * @typedef {object} LaneProbe
 * @property {() => void} begin forgets what was seen before
 * @property {(since: 'asked' | 'sent') => Promise<number>} untilAcknowledged milliseconds from the request or the frame to the acknowledgement
 */

/** Runs inside an engine's document and knows nothing from outside: watches its text lane from the browser's side. */
export function installLaneProbe() {
  /** @type {Record<'asked' | 'sent' | 'acknowledged', number | undefined>} */
  const seen = { asked: undefined, sent: undefined, acknowledged: undefined };
  const lanes = new WeakSet();
  /** Place of the newest message that was handed to the lane. */
  let sentCount = Number.POSITIVE_INFINITY;
  let tell = () => {};

  chrome.runtime.onMessage.addListener((message) => {
    if (message?.name === 'chat.send') seen.asked = performance.now();
  });
  /** @param {MessageEvent} event */
  const onMessage = ({ data }) => {
    // What was stored before is acknowledged anew when a link opens.
    if (!String(data).includes('"text.ack"') || JSON.parse(data).n < sentCount) return;
    seen.acknowledged ??= performance.now();
    tell();
  };
  const { send } = RTCDataChannel.prototype;
  /** @this {RTCDataChannel} @param {string} data */
  function watchedSend(data) {
    if (this.label === 'text' && !lanes.has(this)) {
      lanes.add(this);
      this.addEventListener('message', onMessage);
    }
    if (data.includes('"text.message"')) {
      seen.sent ??= performance.now();
      sentCount = JSON.parse(data).n;
    }
    Reflect.apply(send, this, [data]);
  }
  Reflect.set(RTCDataChannel.prototype, 'send', watchedSend);

  window.beelineLane = {
    begin() {
      Object.assign(seen, { asked: undefined, sent: undefined, acknowledged: undefined });
      sentCount = Number.POSITIVE_INFINITY;
    },
    async untilAcknowledged(since) {
      while (seen.acknowledged === undefined)
        await new Promise((resolve) => {
          tell = () => resolve(undefined);
        });
      return seen.acknowledged - (seen[since] ?? Number.NaN);
    },
  };
}
