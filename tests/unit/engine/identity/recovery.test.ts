import { describe, expect, it } from 'vitest';
import { createIdentity } from '#src/engine/crypto/identity-keys.ts';
import { createRecovery } from '#src/engine/identity/recovery.ts';
import type { IdentityRecord } from '#src/engine/ports/stores-port.ts';
import { defaultSettings } from '#src/shared/settings/settings.ts';

const words = 'legal winner thank year wave sausage worth useful legal winner thank yellow';

const identityOf = (fill: number): Promise<IdentityRecord> =>
  createIdentity({
    root: new Uint8Array(16).fill(fill),
    name: 'Alice',
    knockToken: '0'.repeat(32),
    beacon: '1'.repeat(32),
  });

/** Takes notes of what is done, in order; the service is away when `failing`. */
function setUp(own?: IdentityRecord, failing = false) {
  const done: string[] = [];
  const left: (string | undefined)[] = [];
  const note = (name: string) => async (): Promise<void> => {
    done.push(name);
    if (failing) throw new Error('the service is away');
  };
  const identity = { get: () => own };
  const recovery = createRecovery({
    host: {
      stores: {
        async startOver(given) {
          done.push('start over');
          left.push(given?.identity?.id);
        },
      },
      mailbox: { leave: note('leave') },
      restart: () => done.push('restart'),
    },
    identity,
    reception: { shut: note('shut'), close: note('close'), erase: note('erase') },
    settings: { get: () => defaultSettings },
    log: () => undefined,
    endTalk: () => done.push('end talk'),
  });
  return { recovery, done, left };
}

describe('recovery', () => {
  it('shows words that bring the same identity back', async () => {
    const own = await identityOf(0x7f);
    expect((await setUp(own).recovery.revealWords()).join(' ')).toBe(words);
    const { recovery, left } = setUp();
    expect(await recovery.restore({ words, name: 'Alice', replace: false })).toEqual({ kind: 'restored', id: own.id });
    expect(left).toEqual([own.id]);
  });

  it.each([
    ['a missing name', { words, name: ' ', replace: false }, { kind: 'refused', reason: 'no-name' }],
    [
      'eleven words',
      { words: words.slice(6), name: 'Alice', replace: true },
      { kind: 'refused', reason: 'not-twelve' },
    ],
  ])('does nothing for %s', async (_, wanted, told) => {
    const { recovery, done } = setUp();
    expect(await recovery.restore(wanted)).toEqual(told);
    expect(done).toEqual([]);
  });

  it('touches another identity only when that was said', async () => {
    const { recovery, done } = setUp(await identityOf(1));
    expect(await recovery.restore({ words, name: '', replace: false })).toMatchObject({ kind: 'replaces' });
    expect(done).toEqual([]);
    expect(await recovery.restore({ words, name: '', replace: true })).toMatchObject({ kind: 'restored' });
    expect(done).toEqual(['end talk', 'close', 'start over', 'restart']);
  });

  it('does not restore what is there already', async () => {
    const { recovery, done } = setUp(await identityOf(0x7f));
    expect(await recovery.restore({ words, name: '', replace: true })).toEqual({ kind: 'refused', reason: 'same-id' });
    expect(done).toEqual([]);
  });

  it.each([false, true])('deletes everything, whether the service is away or not: %s', async (failing) => {
    const { recovery, done, left } = setUp(await identityOf(1), failing);
    await recovery.deleteEverything();
    expect(done).toEqual(['end talk', 'shut', 'close', 'erase', 'leave', 'start over', 'restart']);
    expect(left).toEqual([undefined]);
  });

  it('begins anew under another ID, and leaves nothing of the former', async () => {
    const own = await identityOf(1);
    const { recovery, done, left } = setUp(own);
    await recovery.takeNewId();
    expect(done).toEqual(['end talk', 'shut', 'close', 'erase', 'leave', 'start over', 'restart']);
    expect(left).toEqual([expect.stringMatching(/^.{20}$/)]);
    expect(left).not.toEqual([own.id]);
  });
});
