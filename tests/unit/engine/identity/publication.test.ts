import { describe, expect, it } from 'vitest';
import { createIdentityKeeper } from '#src/engine/identity/identity-keeper.ts';
import { createPublication } from '#src/engine/identity/publication.ts';
import type { IdentityRecord } from '#src/engine/ports/stores-port.ts';
import { createVirtualClock, settle } from '../../../fakes/virtual-clock.ts';
import { createPerson } from '../crypto/people.ts';

/** Whoever comes while it is shut waits until it is opened. */
function createGate() {
  let waiting: (() => void)[] | undefined;
  return {
    pass: (): Promise<void> => (waiting ? new Promise((resolve) => waiting?.push(resolve)) : Promise.resolve()),
    shut(): void {
      waiting ??= [];
    },
    open(): void {
      const free = waiting ?? [];
      waiting = undefined;
      for (const go of free) go();
    },
  };
}

async function setUp() {
  const alice = { ...(await createPerson(1)), name: 'Alice', publishedBy: null };
  const stored: { identity?: IdentityRecord } = {};
  const [claim, disk] = [createGate(), createGate()];
  const identity = createIdentityKeeper({
    store: {
      load: async () => stored.identity,
      async save(next) {
        await disk.pass();
        stored.identity = next;
      },
    },
    header: { write: async () => undefined },
    createIdentity: async () => alice,
    newToken: () => 'f'.repeat(32),
    changed: () => undefined,
  });
  await identity.create('Alice');
  const publication = createPublication({
    mailbox: {
      signIn: async () => 'account',
      leave: async () => undefined,
      fetchCard: async () => null,
      watchAccount: () => undefined,
      claim: claim.pass,
    },
    clock: createVirtualClock(),
    log: () => undefined,
    identity,
    header: { takeOver: async () => undefined },
    preImage: async () => new Uint8Array(32),
    publishCard: async () => undefined,
    grants: () => 0,
    onReachable: () => undefined,
    onTrouble: () => undefined,
    changed: () => undefined,
  });
  return { identity, publication, stored, claim, disk };
}

describe('the first publication', () => {
  it('leaves a name alone that was changed while it was under way', async () => {
    const { identity, publication, stored, claim } = await setUp();
    claim.shut();
    publication.start();
    await settle();
    await identity.rename('Alicia');
    claim.open();
    await settle();
    expect(stored.identity).toMatchObject({ name: 'Alicia', publishedBy: 'account' });
  });

  it('leaves a name and an invite link alone that are being stored as it ends', async () => {
    const { identity, publication, stored, claim, disk } = await setUp();
    claim.shut();
    publication.start();
    await settle();
    disk.shut();
    const changes = [identity.rename('Alicia'), identity.renewInviteLink()];
    await settle();
    claim.open();
    await settle();
    disk.open();
    await Promise.all(changes);
    await settle();
    expect(stored.identity).toMatchObject({ name: 'Alicia', publishedBy: 'account', knockToken: 'f'.repeat(32) });
  });
});
