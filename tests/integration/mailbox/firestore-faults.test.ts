import { createServer } from 'node:net';
import { getApp } from 'firebase/app';
import { getAuth } from 'firebase/auth/web-extension';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Connectivity } from '#src/adapters/firestore/connectivity.ts';
import { createFirestoreMailbox } from '#src/adapters/firestore/firestore-mailbox.ts';
import { systemClock } from '#src/adapters/system-clock.ts';
import type { Clock } from '#src/engine/ports/clock.ts';
import type { Log } from '#src/engine/ports/log.ts';
import { createFakeConnectivity } from '../../fakes/fake-listener.ts';
import { emulatorAddresses } from './emulator-address.ts';
import { deleteAccount, plantDocument } from './emulator-owner.ts';
import { recordInbox } from './inbox-recorder.ts';
import { randomHex, sealedOf, settleIn } from './mailbox-people.ts';
import { openSeverablePath } from './severable-path.ts';

const emulators = emulatorAddresses();
const patience = { timeout: 10_000, interval: 100 };
const online: Connectivity = { isOnline: () => true, onOnline: () => undefined };
const offline: Connectivity = { isOnline: () => false, onOnline: () => undefined };

/** Timers that fire twenty times sooner, so that a deadline of 10 s is met in half a second. */
const hastyClock: Clock = { ...systemClock, after: (delayMs, action) => systemClock.after(delayMs / 20, action) };

let apps = 0;
interface Setting {
  readonly firestore?: string;
  readonly auth?: string;
  readonly connectivity?: Connectivity;
  readonly clock?: Clock;
  readonly log?: Log;
}

function connect(rest: Setting = {}) {
  apps += 1;
  const { firestore = emulators.firestore, auth = emulators.auth, connectivity = online } = rest;
  const { clock = systemClock, log = () => undefined } = rest;
  const config = {
    apiKey: 'demo',
    projectId: 'demo-beeline',
    emulators: { firestore, auth },
    appName: `faults-${apps}`,
  };
  return createFirestoreMailbox(config, { clock, log, connectivity });
}

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Takes connections and says nothing. */
function openSilentServer(): Promise<string> {
  return new Promise((resolve) => {
    const sockets = new Set<{ destroy(): void }>();
    const server = createServer((socket) => sockets.add(socket.on('error', () => undefined)));
    closing.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
    });
  });
}

describe('malformed documents', () => {
  test('are counted and disturb nothing that comes before or after them', async () => {
    const owner = await settleIn(connect());
    const grant = randomHex(32);
    await owner.mailbox.writeGrant(owner.box, grant);
    await plantDocument(emulators.firestore, `inbox/${owner.box}/slot/not-a-slot`, { sealed: sealedOf(1) });
    await plantDocument(emulators.firestore, `inbox/${owner.box}/slot/${grant}_1`, { sealed: new Uint8Array(3) });
    await plantDocument(emulators.firestore, `inbox/${owner.box}/slot/${grant}_2`, {});
    await plantDocument(emulators.firestore, `inbox/${owner.box}/knock/somebody`, { sealed: 'text' });
    const inbox = recordInbox(owner.mailbox, owner.box);
    await vi.waitFor(() => expect(inbox.malformed).toBe(4), patience);
    await owner.mailbox.writeSlot({ box: owner.box, grant, index: 0, sealed: sealedOf(5) });
    await vi.waitFor(() => expect(inbox.slots).toHaveLength(1), patience);
    expect(inbox.slots[0]).toMatchObject({ index: 0, fresh: true });
    expect(inbox.states).toEqual(['live']);
    inbox.stop();
  });

  test('read as if they were not there', async () => {
    const box = randomHex(64);
    const beacon = randomHex(32);
    await plantDocument(emulators.firestore, `inbox/${box}`, { open: 'yes', tokenHash: 7 });
    await plantDocument(emulators.firestore, `beacon/${beacon}`, { open: 1 });
    await plantDocument(emulators.firestore, 'people/00000000000000000000', { card: 'x', box });
    const reader = connect();
    expect(await reader.fetchHeader(box)).toBeNull();
    expect(await reader.fetchPresence(beacon)).toBeNull();
    expect(await reader.fetchCard('00000000000000000000')).toBeNull();
  });
});

describe('an account that its service deletes', () => {
  test('is told to be gone when it is renewed, and the next one owns the mailbox with the same proof', async () => {
    const owner = await settleIn(connect());
    const accounts: (string | null)[] = [];
    const watching = new AbortController();
    owner.mailbox.watchAccount((account) => accounts.push(account), watching.signal);
    const inbox = recordInbox(owner.mailbox, owner.box);
    await vi.waitFor(() => expect(inbox.states).toEqual(['live']), patience);
    await deleteAccount(emulators.auth, owner.account);
    // As the library finds out by itself within the hour.
    await expect(getAuth(getApp(`faults-${apps}`)).currentUser?.reload()).rejects.toMatchObject({
      code: 'auth/user-token-expired',
    });
    await vi.waitFor(() => expect(accounts).toEqual([owner.account, null]), patience);
    await vi.waitFor(() => expect(inbox.states.at(-1)).toBe('denied'), patience);
    const next = await owner.mailbox.signIn();
    expect(next).not.toBe(owner.account);
    await owner.mailbox.claim(owner);
    await vi.waitFor(() => expect(inbox.states.at(-1)).toBe('live'), patience);
    expect(accounts).toEqual([owner.account, null, next]);
    watching.abort();
    inbox.stop();
  });
});

describe('a full inbox', () => {
  test('delivers the newest hundred slots, and nothing old as fresh when the window moves', async () => {
    const owner = await settleIn(connect());
    const plantings = Array.from({ length: 103 }, (_, index) =>
      plantDocument(
        emulators.firestore,
        `inbox/${owner.box}/slot/${index.toString(16).padStart(32, '0')}_0`,
        { sealed: sealedOf(1) },
        Date.now() - 1_000_000 + index * 1_000,
      ),
    );
    await Promise.all(plantings);
    const inbox = recordInbox(owner.mailbox, owner.box);
    await vi.waitFor(() => expect(inbox.slots).toHaveLength(100), patience);
    const indexes = inbox.slots.map((slot) => Number.parseInt(slot.grant, 16));
    expect(indexes).toEqual(Array.from({ length: 100 }, (_, index) => index + 3));
    const newest = (102).toString(16).padStart(32, '0');
    await plantDocument(emulators.firestore, `inbox/${owner.box}/slot/${newest}_0`, undefined);
    await vi.waitFor(() => expect(inbox.slots).toHaveLength(101), patience);
    expect(inbox.slots.some((slot) => slot.fresh)).toBe(false);
    inbox.stop();
  });
});

describe('a service out of reach', () => {
  test.each([
    ['unreachable', online],
    ['offline', offline],
  ] as const)('is %s when nobody answers sign-in', async (code, connectivity) => {
    const mailbox = connect({ auth: '127.0.0.1:9', connectivity });
    await expect(mailbox.signIn()).rejects.toMatchObject({ name: 'MailboxError', code });
  });

  test('is unreachable when nothing listens at its address', async () => {
    const mailbox = connect({ firestore: '127.0.0.1:9', clock: hastyClock });
    await mailbox.signIn();
    const failure = { name: 'MailboxError', code: 'unreachable' };
    await expect(mailbox.writeGrant(randomHex(64), randomHex(32))).rejects.toMatchObject(failure);
    await expect(mailbox.fetchHeader(randomHex(64))).rejects.toMatchObject(failure);
  });

  test('is unreachable when it takes connections and never answers', async () => {
    const silent = await openSilentServer();
    const mailbox = connect({ firestore: silent, clock: hastyClock });
    await mailbox.signIn();
    const failure = { name: 'MailboxError', code: 'unreachable' };
    await expect(mailbox.writeGrant(randomHex(64), randomHex(32))).rejects.toMatchObject(failure);
    await expect(mailbox.fetchCard('00000000000000000001')).rejects.toMatchObject(failure);
  });

  test('is reported by the watch, once', async () => {
    const mailbox = connect({ firestore: '127.0.0.1:9' });
    await mailbox.signIn();
    const inbox = recordInbox(mailbox, randomHex(64));
    await vi.waitFor(() => expect(inbox.states).toEqual(['unreachable']), { timeout: 15_000, interval: 100 });
    inbox.stop();
  });
});

describe('the watch of a header', () => {
  test('says why it was refused, and begins anew at once when the network is back', async () => {
    const lines: unknown[] = [];
    const connectivity = createFakeConnectivity();
    const patient: Clock = { ...systemClock, after: () => () => undefined };
    const log: Log = (...line) => lines.push(line);
    const mailbox = connect({ connectivity, log, clock: patient });
    const states: string[] = [];
    const lifetime = new AbortController();
    const listener = { onHeader: () => undefined, onState: (state: string) => states.push(state) };
    // Nobody is signed in yet.
    mailbox.watchHeader(randomHex(64), listener, lifetime.signal);
    await vi.waitFor(() => expect(states.at(-1)).toBe('denied'), patience);
    expect(lines).toEqual([['warn', 'header-watch-failed', { code: 'permission-denied' }]]);
    await mailbox.signIn();
    connectivity.comeBack();
    await vi.waitFor(() => expect(states.at(-1)).toBe('live'), patience);
    lifetime.abort();
  });
});

describe('an interruption', () => {
  test('is noticed and healed without help, and what was written meanwhile is delivered as old', async () => {
    const path = await openSeverablePath(emulators.firestore);
    const owner = await settleIn(connect({ firestore: path.address }));
    const contact = await settleIn(connect());
    const grant = randomHex(32);
    await owner.mailbox.writeGrant(owner.box, grant);
    const inbox = recordInbox(owner.mailbox, owner.box);
    await vi.waitFor(() => expect(inbox.states).toEqual(['live']), patience);
    await contact.mailbox.writeSlot({ box: owner.box, grant, index: 0, sealed: sealedOf(1) });
    await vi.waitFor(() => expect(inbox.slots).toHaveLength(1), patience);

    await path.cut();
    await vi.waitFor(() => expect(inbox.states.at(-1)).toBe('unreachable'), { timeout: 30_000, interval: 100 });
    await contact.mailbox.writeSlot({ box: owner.box, grant, index: 1, sealed: sealedOf(2) });
    await path.mend();
    await vi.waitFor(() => expect(inbox.states.at(-1)).toBe('live'), { timeout: 60_000, interval: 100 });
    expect(inbox.slots.map(({ index, fresh }) => ({ index, fresh }))).toEqual([
      { index: 0, fresh: true },
      { index: 1, fresh: false },
    ]);

    inbox.stop();
    await path.cut();
  });

  test('ends a write for good: it is not sent once the service is back', async () => {
    const path = await openSeverablePath(emulators.firestore);
    const owner = await settleIn(connect({ firestore: path.address }));
    const [lost, kept] = [randomHex(32), randomHex(32)];
    await path.cut();
    await expect(owner.mailbox.writeGrant(owner.box, lost)).rejects.toMatchObject({ code: 'unreachable' });
    await path.mend();
    await vi.waitFor(() => owner.mailbox.writeGrant(owner.box, kept), { timeout: 60_000, interval: 500 });

    const signal = { box: owner.box, index: 0, sealed: sealedOf(1) };
    await owner.mailbox.writeSlot({ ...signal, grant: kept });
    await expect(owner.mailbox.writeSlot({ ...signal, grant: lost })).rejects.toMatchObject({ code: 'denied' });
    await path.cut();
  });
});
