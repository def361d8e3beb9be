/**
 * What a bad way does to packets, in one direction.
 * @typedef {object} Impairment
 * @property {number} [delayMs]
 * @property {number} [jitterMs] each packet takes up to so much less or more than the delay; none overtakes another by it
 * @property {number} [loss] share of packets that never arrive, 0 to 1
 * @property {number} [reorder] share of packets that are held back, so that later ones overtake them
 * @property {number} [heldBackMs] how long those are held back beside the delay
 * @property {number} [bitsPerSecond] packets wait for their turn, and are lost when too many do
 */

/** As much as a router at home lets wait: more than anybody wants, and no more than it has memory for. */
const longestQueueMs = 1_000;

/**
 * Decides packet by packet, from a seed, so that the same packets at the same times meet the same way.
 * @param {Impairment} impairment @param {number} seed
 * @returns {(nowMs: number, bytes: number) => number | undefined} when a packet that comes now leaves; undefined when it is lost
 */
export function createImpairment(impairment, seed) {
  const { delayMs = 0, jitterMs = 0, loss = 0, reorder = 0, heldBackMs = 0, bitsPerSecond = Infinity } = impairment;
  const random = seededRandom(seed);
  let freeAtMs = 0;
  let latestMs = 0;
  return (nowMs, bytes) => {
    // Every packet uses up as many numbers, so that no setting shifts what another one decides.
    const [lostBy, jitterBy, heldBy] = [random(), random(), random()];
    if (lostBy < loss) return undefined;
    const sentMs = Math.max(nowMs, freeAtMs) + (bytes * 8_000) / bitsPerSecond;
    if (sentMs - nowMs > longestQueueMs) return undefined;
    freeAtMs = sentMs;
    const arrivesMs = sentMs + delayMs + (jitterBy * 2 - 1) * jitterMs;
    if (heldBy < reorder) return arrivesMs + heldBackMs;
    latestMs = Math.max(latestMs, arrivesMs);
    return latestMs;
  };
}

/** Mulberry32: numbers from 0 to 1 that are the same for the same seed. @param {number} seed */
function seededRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
