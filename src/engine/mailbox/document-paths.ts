import type { DocumentPath } from '../crypto/signal.ts';
import type { BoxName, Grant } from '../ports/mailbox-port.ts';

/** How many slots a contact may fill before the oldest is overwritten: two attempts at a link take two each. */
export const slotsPerGrant = 4;

/** Paths that bind a sealed envelope to the one document it was made for. */
export const slotPath = (box: BoxName, grant: Grant, index: number): DocumentPath =>
  `inbox/${box}/slot/${grant}_${index}`;

export const mailPath = (box: BoxName, grant: Grant, index: number): DocumentPath =>
  `inbox/${box}/mail/${grant}_${index}`;

export const knockPath = (box: BoxName, account: string): DocumentPath => `inbox/${box}/knock/${account}`;
