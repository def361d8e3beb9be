import { connectionsOf } from './peer-connections.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

const frameTimeoutMs = 20_000;
/** A connection may have been replaced by then. */
const lookAgainMs = 500;

/**
 * Milliseconds since the Unix epoch at which the first frame of a picture was there, decoded by whatever connection the page has now.
 * @param {Page} engine
 * @returns {Promise<number>}
 */
export async function firstFrameAt(engine) {
  const live = await connectionsOf(engine);
  try {
    return await live.evaluate(async (connections, limitMs) => {
      const endMs = performance.now() + limitMs;
      while (performance.now() < endMs) {
        const reports = await Promise.all(connections.map((connection) => connection.getStats()));
        const decoded = reports.flatMap((report) => [...report.values()].map(({ framesDecoded = 0 }) => framesDecoded));
        if (decoded.some((frames) => frames > 0)) return Date.now();
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(`no frame within ${limitMs / 1_000} s`);
    }, frameTimeoutMs);
  } finally {
    await live.dispose();
  }
}

/**
 * Milliseconds since the Unix epoch at which the next frame was there, by whatever connection.
 * @param {Page} engine @param {number} timeoutMs
 * @returns {Promise<number | undefined>} undefined when none came in time
 */
export async function nextFrameAt(engine, timeoutMs) {
  const endMs = performance.now() + timeoutMs;
  while (performance.now() < endMs) {
    const atMs = await nextFrameOfPresent(engine);
    if (atMs !== undefined) return atMs;
  }
  return undefined;
}

/** @param {Page} engine @returns {Promise<number | undefined>} */
async function nextFrameOfPresent(engine) {
  const live = await connectionsOf(engine);
  try {
    return await live.evaluate(async (connections, limitMs) => {
      const decoded = async () => {
        const reports = await Promise.all(connections.map((connection) => connection.getStats()));
        const frames = reports.flatMap((report) => [...report.values()].map(({ framesDecoded = 0 }) => framesDecoded));
        return frames.reduce((sum, count) => sum + count, 0);
      };
      const endMs = performance.now() + limitMs;
      const before = await decoded();
      while (performance.now() < endMs) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        if ((await decoded()) > before) return Date.now();
      }
      return undefined;
    }, lookAgainMs);
  } finally {
    await live.dispose();
  }
}
