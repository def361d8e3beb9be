/** Who does not answer an offer for this long counts as away; making it may take as long (docs/protocol.md#attempts). */
export const answerTimeoutMs = 10_000;
/** From both descriptions being known to open lanes; hole punching through slow networks takes several seconds. */
export const connectTimeoutMs = 15_000;
/** Storing a message and saying so takes milliseconds; after this long it is worth asking whether anybody is there. */
export const doubtAfterMs = 1_500;
/** Whoever is there answers a ping at once, even when its disk is full; slow paths need no more than this. */
export const silenceAfterMs = 2_500;
/** Most interruptions end by themselves within this time. */
export const restartAfterMs = 2_000;
/** An ICE restart that has not helped by then will not help any more. */
export const healTimeoutMs = 15_000;
/** A call that is silent for this long is noticed by whoever speaks; a second less would take a slow network for a broken one. */
export const heldSilenceMs = 3_000;
/** A page may stand still for as long on a busy computer while what it sends and receives goes on by itself. */
export const heldStandstillMs = 30_000;
/** Browsers ask below the lanes whether they are still heard: Chromium every two and a half seconds. */
export const heldUnansweredMs = 5_000;
/** How often a held link is asked while it answers. */
export const beatEveryMs = 1_000;
/** And how often once an answer is due: all eight that fit into the silence are lost once in three million times at a loss of 8 %. */
export const knockEveryMs = 250;
/** So many questions stay without an answer before silence counts, in case it was this computer that stood still. */
export const leastKnocks = 4;
/** A held link is repaired for as long as a call survives without it: what its packets went along may be there again at any moment. */
export const heldHealMs = 75_000;
/** A letter each way through the service takes a second or two; by then this restart has not helped. */
export const restartEveryMs = 4_000;
/** The same while something waits for the peer, which can also be sent another way. */
export const hurriedHealTimeoutMs = 3_000;
/** Attempts closer together than this would only write the same signals again. */
export const attemptSpacingMs = 3_000;
/** How long we keep trying by ourselves after a sign of life: about six attempts, and each is a billed write. */
export const retryWindowMs = 120_000;
/** Whoever wrote an offer gives it up much sooner, but still learns from our answer that we are here; after this long it says nothing. */
export const maxOfferAgeMs = 60_000;
const firstRetryDelayMs = 1_000;
const longestRetryDelayMs = 30_000;

/** 1, 2, 4 … 30 seconds after `failures` failures in a row, shortened by up to half; `jitter` is in 0..1. */
export function retryDelayMs(failures: number, jitter: number): number {
  const full = Math.min(longestRetryDelayMs, firstRetryDelayMs * 2 ** Math.max(0, failures - 1));
  return Math.round(full * (1 - jitter / 2));
}
