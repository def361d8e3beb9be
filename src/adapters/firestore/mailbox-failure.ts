import { FirebaseError } from 'firebase/app';
import type { Clock } from '../../engine/ports/clock.ts';
import { MailboxError } from '../../engine/ports/mailbox-port.ts';
import type { Connectivity } from './connectivity.ts';

/** The service understood and refused; trying the same again is useless. */
const refusals: ReadonlySet<string> = new Set([
  'permission-denied',
  'unauthenticated',
  'invalid-argument',
  'auth/operation-not-allowed',
  'auth/admin-restricted-operation',
  'auth/invalid-api-key',
  'auth/api-key-not-valid.-please-pass-a-valid-api-key.',
]);

export function isRefusal(error: unknown): boolean {
  return error instanceof FirebaseError && refusals.has(error.code);
}

export function toMailboxError(error: unknown, connectivity: Connectivity): MailboxError {
  if (error instanceof MailboxError) return error;
  if (isRefusal(error)) return new MailboxError('denied', error);
  return new MailboxError(connectivity.isOnline() ? 'unreachable' : 'offline', error);
}

/** The service's own name for what went wrong, for the log: its messages may name documents. */
export function failureCode(error: unknown): string {
  return error instanceof FirebaseError ? error.code : 'unknown';
}

interface Deadline {
  readonly clock: Clock;
  readonly afterMs: number;
}

/** Settles like `work`, or rejects when that takes too long; `work` itself cannot be called back. */
export function withDeadline<T>(work: Promise<T>, { clock, afterMs }: Deadline): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(afterMs, () => reject(new Error(`no answer within ${afterMs} ms`)));
    const settle =
      <V>(how: (value: V) => void) =>
      (value: V) => {
        cancel();
        how(value);
      };
    work.then(settle(resolve), settle(reject));
  });
}
