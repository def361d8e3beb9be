import { describe, expect, it } from 'vitest';
import { connectFeed } from '#src/popup/feed-client.ts';
import type { EngineFailure, FeedUpdate } from '#src/shared/messaging/feed.ts';
import type { Port } from '#src/shared/messaging/port.ts';
import { emptySnapshot } from '../../fakes/surface-snapshots.ts';

interface OpenedPort extends Port {
  readonly posted: readonly unknown[];
  closed: boolean;
  deliver(message: unknown): void;
  disconnect(): void;
}

function createPort(): OpenedPort {
  const posted: unknown[] = [];
  const receivers: ((message: unknown) => void)[] = [];
  const leavers: (() => void)[] = [];
  return {
    posted,
    closed: false,
    post: (message) => {
      posted.push(message);
    },
    onMessage: (listener) => {
      receivers.push(listener);
    },
    onDisconnect: (listener) => {
      leavers.push(listener);
    },
    close() {
      this.closed = true;
    },
    deliver: (message) => {
      for (const receive of receivers) receive(message);
    },
    disconnect: () => {
      for (const leave of leavers) leave();
    },
  };
}

function connect(ensureEngine: () => Promise<void> = async () => undefined) {
  const ports: OpenedPort[] = [];
  const updates: FeedUpdate[] = [];
  const failures: (EngineFailure | null)[] = [];
  const timers: { delayMs: number; action: () => void }[] = [];
  let ensured = 0;
  const client = connectFeed({
    openPort: () => {
      const port = createPort();
      ports.push(port);
      return port;
    },
    ensureEngine: () => {
      ensured += 1;
      return ensureEngine();
    },
    after: (delayMs, action) => {
      const timer = { delayMs, action };
      timers.push(timer);
      return () => {
        timers.splice(timers.indexOf(timer), 1);
      };
    },
    onUpdate: (update) => {
      updates.push(update);
    },
    onFailure: (cause) => {
      failures.push(cause);
    },
  });
  const port = (): OpenedPort => {
    const last = ports.at(-1);
    if (last === undefined) throw new Error('no port was opened');
    return last;
  };
  /** Lets the promise of `ensureEngine` settle, then runs the newest timer; resolves to how long it would have taken. */
  const waitForRetry = async (): Promise<number> => {
    await Promise.resolve();
    await Promise.resolve();
    const timer = timers.pop();
    if (timer === undefined) throw new Error('nothing is waited for');
    timer.action();
    return timer.delayMs;
  };
  return { client, ports, port, updates, failures, timers, waitForRetry, ensured: () => ensured };
}

const whole = (number: number): FeedUpdate => ({ kind: 'snapshot', number, snapshot: emptySnapshot });
const change = (number: number): FeedUpdate => ({ kind: 'changes', number, changes: { storage: 'full' } });

describe('feed', () => {
  it('delivers a snapshot and the changes after it', () => {
    const { port, updates } = connect();
    port().deliver(whole(7));
    port().deliver(change(8));
    port().deliver({ kind: 'conversation', number: 9, conversation: null });
    expect(updates.map(({ number }) => number)).toEqual([7, 8, 9]);
  });

  it('begins anew instead of applying a change after a gap', async () => {
    const { ports, port, updates, waitForRetry } = connect();
    port().deliver(whole(1));
    port().deliver(change(3));
    expect(updates).toHaveLength(1);
    expect(ports[0]?.closed).toBe(true);
    await waitForRetry();
    expect(ports).toHaveLength(2);
  });

  it('does not apply changes before the first snapshot', () => {
    const { port, updates } = connect();
    port().deliver(change(1));
    expect(updates).toEqual([]);
  });

  it('asks for the engine and connects again when the port is lost', async () => {
    const { ports, port, updates, waitForRetry, ensured } = connect();
    port().deliver(whole(1));
    port().disconnect();
    expect(ensured()).toBe(1);
    await waitForRetry();
    port().deliver(whole(1));
    expect(ports).toHaveLength(2);
    expect(updates).toHaveLength(2);
  });

  it('goes on trying when nobody can start the engine, ever more slowly up to five seconds', async () => {
    const { port, waitForRetry } = connect(() => Promise.reject(new Error('no worker')));
    const delays: number[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      port().disconnect();
      delays.push(await waitForRetry());
    }
    expect(delays).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
  });

  it('tries quickly again after a connection that worked', async () => {
    const { port, waitForRetry } = connect();
    port().disconnect();
    await waitForRetry();
    port().deliver(whole(1));
    port().disconnect();
    expect(await waitForRetry()).toBe(250);
  });

  it('gives up a port on which nobody answers', () => {
    const { ports, timers, ensured } = connect();
    timers.at(-1)?.action();
    expect(ports[0]?.closed).toBe(true);
    expect(ensured()).toBe(1);
  });

  it('hears nothing more from a port it gave up', async () => {
    const { ports, port, updates, waitForRetry } = connect();
    port().disconnect();
    await waitForRetry();
    ports[0]?.deliver(whole(1));
    expect(updates).toEqual([]);
  });

  it('repeats what is on screen after a reconnect', async () => {
    const { client, port, waitForRetry } = connect();
    client.watch('BOB', true);
    port().disconnect();
    await waitForRetry();
    expect(port().posted).toEqual([{ kind: 'watch', contactId: 'BOB', visible: true }]);
  });

  it('survives messages that are no updates', () => {
    const { port, updates } = connect();
    for (const message of [null, 'snapshot', {}, { kind: 'snapshot' }, { kind: 'other', number: 1 }])
      port().deliver(message);
    expect(updates).toEqual([]);
  });

  it('says after ten seconds that there is no engine, and takes it back when there is one', async () => {
    const { port, failures, timers, waitForRetry } = connect();
    const [patience] = timers;
    expect(patience?.delayMs).toBe(10_000);
    port().disconnect();
    await waitForRetry();
    // The ten seconds run from the beginning, however often it is tried.
    expect(timers.filter(({ delayMs }) => delayMs === 10_000)).toEqual([patience]);
    patience?.action();
    expect(failures).toEqual(['unknown']);
    port().deliver(whole(1));
    expect(failures).toEqual(['unknown', null]);
  });

  it('waits ten seconds more for an engine that was there and is lost', () => {
    const { port, failures, timers } = connect();
    port().deliver(whole(1));
    expect(timers).toEqual([]);
    port().disconnect();
    expect(timers.map(({ delayMs }) => delayMs)).toEqual([10_000]);
    timers[0]?.action();
    expect(failures).toEqual([null, 'unknown']);
  });

  it('hears at once why an engine could not start, and keeps the port to its page', () => {
    const { port, ports, updates, failures, timers } = connect();
    port().deliver({ kind: 'failed', cause: 'storage' });
    expect([failures, updates, ports[0]?.closed]).toEqual([['storage'], [], false]);
    // Nothing that would say something vaguer later.
    expect(timers).toEqual([]);
  });
});
