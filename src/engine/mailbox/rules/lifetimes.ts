// How long the service keeps what is written into a mailbox.

const dayMs = 24 * 60 * 60 * 1_000;

/** Half the life of the keys that can open it. Whoever is away for longer is sought again, by an offer that repeats what was lost. */
export const slotLifeMs = 14 * dayMs;

/** For as long its owner remembers which knocks were seen, so that none passes for a new one. */
export const knockLifeMs = 21 * dayMs;

/** Afterwards the account may knock once more, and is ignored here as long as it is blocked. */
export const refusalLifeMs = 365 * dayMs;

/** Who has been away for longer gets the messages when the two meet. */
export const mailLifeMs = 7 * dayMs;
