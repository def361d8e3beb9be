import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { MailboxPort, OwnPlaces } from '#src/engine/ports/mailbox-port.ts';

const idAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const randomHex = (digits: number): string => randomBytes(digits / 2).toString('hex');

export const randomId = (): string => Array.from({ length: 20 }, () => idAlphabet[randomInt(32)]).join('');

export const sealedOf = (fill: number): Uint8Array => new Uint8Array(1_024).fill(fill);

export const tokenHashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export interface Person extends OwnPlaces {
  readonly mailbox: MailboxPort;
  readonly account: string;
  readonly preImage: Uint8Array;
  readonly grants: number;
}

/** Somebody with an account who has claimed a mailbox and nothing else. */
export async function settleIn(mailbox: MailboxPort, grants = 0): Promise<Person> {
  const preImage = new Uint8Array(randomBytes(32));
  const box = createHash('sha256').update(preImage).digest('hex');
  const account = await mailbox.signIn();
  const own = { id: randomId(), box, beacon: randomHex(32), preImage, grants };
  await mailbox.claim(own);
  return { mailbox, account, ...own };
}
