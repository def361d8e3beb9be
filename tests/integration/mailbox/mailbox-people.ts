import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { MailboxPort } from '#src/engine/ports/mailbox-port.ts';

const idAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const randomHex = (digits: number): string => randomBytes(digits / 2).toString('hex');

export const randomId = (): string => Array.from({ length: 20 }, () => idAlphabet[randomInt(32)]).join('');

export const sealedOf = (fill: number): Uint8Array => new Uint8Array(1_024).fill(fill);

export const tokenHashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export interface Person {
  readonly mailbox: MailboxPort;
  readonly account: string;
  readonly box: string;
  readonly preImage: Uint8Array;
}

/** Somebody with an account who has claimed a mailbox and nothing else. */
export async function settleIn(mailbox: MailboxPort): Promise<Person> {
  const preImage = new Uint8Array(randomBytes(32));
  const box = createHash('sha256').update(preImage).digest('hex');
  const account = await mailbox.signIn();
  await mailbox.claim(box, preImage);
  return { mailbox, account, box, preImage };
}
