/** How long a stroke is there after it was drawn, and then how long it takes to vanish. */
export const strokeStaysMs = 4_000;
export const strokeFadesMs = 400;
