import { describe, expect, it } from 'vitest';
import { createCleanUp } from '#src/engine/mailbox/clean-up.ts';
import { createReplayGuard } from '#src/engine/mailbox/replay-guard.ts';
import type { PairingChore } from '#src/engine/pairing/rules/step.ts';
import { MailboxError } from '#src/engine/ports/mailbox-port.ts';
import { createInMemoryStores } from '../../../fakes/in-memory-stores.ts';
import { createVirtualClock } from '../../../fakes/virtual-clock.ts';

const grantOf = (digit: string): PairingChore => ({ kind: 'delete-grant', grant: digit.repeat(32) });
const refusal: PairingChore = { kind: 'refuse-knocks', account: 'Mallory' };

function setUp() {
  const clock = createVirtualClock();
  const { replayGuard: store } = createInMemoryStores();
  const service: { answer: MailboxError['code'] | 'done'; asked: string[] } = { answer: 'done', asked: [] };
  const ask = async (what: string): Promise<void> => {
    service.asked.push(what);
    if (service.answer !== 'done') throw new MailboxError(service.answer);
  };
  const mailbox = {
    deleteGrant: (_box: string, grant: string) => ask(`delete grant ${grant[0]}`),
    deleteKnock: (_box: string, account: string) => ask(`delete knock of ${account}`),
    refuseKnocks: (_box: string, account: string) => ask(`refuse ${account}`),
    serverNowMs: () => null,
  };
  /** A new one over the same storage is the engine after a restart. */
  const open = () => {
    const guard = createReplayGuard({ store, mailbox, clock });
    return createCleanUp({ guard, mailbox, identity: () => ({ box: 'b' }), clock, log: () => undefined });
  };
  const passTime = async (ms: number) => {
    clock.advance(ms);
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
  };
  return { open, service, passTime };
}

describe('what the service has to take away', () => {
  it('is tried again until it is gone, and then never more', async () => {
    const { open, service, passTime } = setUp();
    const chores = open();
    service.answer = 'unreachable';
    await chores.note([grantOf('1'), refusal]);
    await chores.perform();
    expect(service.asked).toEqual(['delete grant 1', 'refuse Mallory']);
    await passTime(60_000);
    expect(service.asked).toHaveLength(4);
    service.answer = 'done';
    await passTime(60_000);
    expect(service.asked.slice(4)).toEqual(['delete grant 1', 'refuse Mallory']);
    await passTime(3_600_000);
    await chores.perform();
    expect(service.asked).toHaveLength(6);
  });

  it('outlives a restart', async () => {
    const { open, service } = setUp();
    service.answer = 'offline';
    const before = open();
    await before.note([grantOf('1')]);
    await before.perform();
    before.stop();
    service.answer = 'done';
    await open().perform();
    expect(service.asked).toEqual(['delete grant 1', 'delete grant 1']);
    await open().perform();
    expect(service.asked).toHaveLength(2);
  });

  it('is noted before it is tried, so that a browser that dies in between has it still', async () => {
    const { open, service } = setUp();
    await open().note([grantOf('1')]);
    await open().perform();
    expect(service.asked).toEqual(['delete grant 1']);
  });

  it('does not undo what was decided later about the same account', async () => {
    const { open, service } = setUp();
    service.answer = 'unreachable';
    const chores = open();
    await chores.note([refusal]);
    await chores.perform();
    await chores.note([{ kind: 'delete-knock', account: 'Mallory' }]);
    service.answer = 'done';
    await chores.perform();
    expect(service.asked).toEqual(['refuse Mallory', 'delete knock of Mallory']);
  });

  it('does not hold up the rest, nor hammer a service that refuses', async () => {
    const { open, service, passTime } = setUp();
    service.answer = 'denied';
    const chores = open();
    await chores.note([grantOf('1'), grantOf('2')]);
    await chores.perform();
    expect(service.asked).toEqual(['delete grant 1', 'delete grant 2']);
    await passTime(3_600_000);
    expect(service.asked).toHaveLength(2);
  });
});
