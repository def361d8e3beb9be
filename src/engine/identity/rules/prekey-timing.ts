const dayMs = 24 * 60 * 60 * 1_000;

/** An owner makes a new prekey when the newest is as old as this. */
export const prekeyRenewalMs = 7 * dayMs;

/**
 * Afterwards the private half is gone, and with it everything that was sealed to it. Whoever leaves has a key that is up to a
 * week old; mail for it may be written for two weeks more, and be read for a week after that.
 */
export const prekeyLifeMs = 28 * dayMs;

/** How far a computer's own clock may be off before anything goes wrong by it. */
export const clockToleranceMs = 2 * dayMs;
