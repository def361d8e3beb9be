import { FirebaseError } from 'firebase/app';
import { describe, expect, test } from 'vitest';
import { failureCode, toMailboxError, withDeadline } from '#src/adapters/firestore/mailbox-failure.ts';
import { MailboxError } from '#src/engine/ports/mailbox-port.ts';
import { createVirtualClock } from '../../../fakes/virtual-clock.ts';

const online = { isOnline: () => true, onOnline: () => undefined };
const offline = { isOnline: () => false, onOnline: () => undefined };

describe('what a failure means', () => {
  test.each([
    'permission-denied',
    'unauthenticated',
    'invalid-argument',
    'auth/operation-not-allowed',
    'auth/admin-restricted-operation',
    'auth/invalid-api-key',
    'auth/api-key-not-valid.-please-pass-a-valid-api-key.',
  ])('%s is a refusal, also while offline', (code) => {
    expect(toMailboxError(new FirebaseError(code, ''), offline).code).toBe('denied');
  });

  test.each([
    new FirebaseError('unavailable', ''),
    new FirebaseError('resource-exhausted', ''),
    new FirebaseError('auth/network-request-failed', ''),
    new Error('anything'),
    'not even an error',
  ])('%s is an unreachable service, or no network', (error) => {
    expect(toMailboxError(error, online)).toMatchObject({ code: 'unreachable', cause: error });
    expect(toMailboxError(error, offline).code).toBe('offline');
  });

  test('a failure that is already named keeps its name', () => {
    const error = new MailboxError('offline');
    expect(toMailboxError(error, online)).toBe(error);
  });
});

describe('the code of a failure', () => {
  test('is the one that the service gave, without what the message tells', () => {
    expect(failureCode(new FirebaseError('permission-denied', 'inbox/abc'))).toBe('permission-denied');
    expect(failureCode(new Error('inbox/abc'))).toBe('unknown');
  });
});

describe('a deadline', () => {
  test('ends a wait of exactly its length, not one that is a millisecond shorter', async () => {
    const clock = createVirtualClock();
    let ended = false;
    const waiting = withDeadline(new Promise(() => undefined), { clock, afterMs: 1_000 }).catch(() => {
      ended = true;
    });
    await clock.advanceAsync(999);
    expect(ended).toBe(false);
    await clock.advanceAsync(1);
    await waiting;
    expect(ended).toBe(true);
  });

  test.each([
    ['succeeds', () => Promise.resolve('done')],
    ['fails', () => Promise.reject(new Error('no'))],
  ])('leaves no timer behind when the work %s', async (_how, work) => {
    const clock = createVirtualClock();
    const outcome = withDeadline(work(), { clock, afterMs: 1_000 });
    await Promise.allSettled([outcome]);
    expect(clock.pending()).toBe(0);
  });
});
