import type { JSHandle, Page } from 'puppeteer-core';
import type { HostileFrame } from './hostile-frames.ts';

/** The open data channels of an engine, found on its heap: the engine itself is not asked. */
async function channelsOf(engine: Page): Promise<JSHandle<RTCDataChannel[]>> {
  const prototype = await engine.evaluateHandle(() => RTCDataChannel.prototype);
  const all = await engine.queryObjects(prototype);
  const open = await all.evaluateHandle((found) => found.filter(({ readyState }) => readyState === 'open'));
  await Promise.all([prototype, all].map((handle) => handle.dispose()));
  return open;
}

/** Sends past the engine what it would never send; resolves when all of it has left. False when the link was closed meanwhile. */
export async function fire(engine: Page, frames: readonly HostileFrame[]): Promise<boolean> {
  const channels = await channelsOf(engine);
  try {
    return await channels.evaluate(
      async (open, shots) => {
        const drained = (channel: RTCDataChannel): Promise<void> =>
          new Promise((resolve) => {
            const look = (): void =>
              channel.bufferedAmount === 0 || channel.readyState !== 'open' ? resolve() : void setTimeout(look, 1);
            look();
          });
        for (const { lane, data, binary } of shots) {
          const channel = open.find(({ label }) => label === lane);
          if (channel?.readyState !== 'open') return false;
          if (binary) channel.send(new TextEncoder().encode(data));
          else channel.send(data);
          if (channel.bufferedAmount > 65_536) await drained(channel);
        }
        await Promise.all(open.map(drained));
        return true;
      },
      [...frames],
    );
  } finally {
    await channels.dispose();
  }
}

export interface FrameCounter {
  received(): Promise<number>;
  /** From now on time passes as it does. */
  letTimeBe(): Promise<void>;
}

/**
 * Counts what reaches an engine on the link to one peer. A link is closed after 20 bad frames a minute, so while it counts a minute
 * passes there with every tenth: only in this way does each of many frames meet its reader instead of a closed link.
 */
export async function countFrames(engine: Page): Promise<FrameCounter> {
  const channels = await channelsOf(engine);
  const counter = await channels.evaluateHandle((open) => {
    const state = { received: 0, hurries: true };
    const trueNow = Date.now.bind(Date);
    let aheadMs = 0;
    Date.now = () => trueNow() + aheadMs;
    for (const channel of open) {
      channel.addEventListener('message', () => {
        state.received += 1;
        if (state.hurries && state.received % 10 === 0) aheadMs += 61_000;
      });
    }
    return state;
  });
  await channels.dispose();
  return {
    received: () => counter.evaluate(({ received }) => received),
    letTimeBe: () =>
      counter.evaluate((state) => {
        state.hurries = false;
      }),
  };
}
