import { expect, it } from 'vitest';
import { createPublication } from '#src/engine/identity/publication.ts';
import { MailboxError } from '#src/engine/ports/mailbox-port.ts';
import { createVirtualClock, settle } from '../../../fakes/virtual-clock.ts';
import { createPerson } from '../crypto/people.ts';

it.each([
  ['denied', 'denied'],
  ['unreachable', 'unreachable'],
  ['offline', 'unreachable'],
] as const)('says what kept it from being published, and that it goes on trying: %s', async (code, told) => {
  const own = await createPerson(3);
  const failures: string[] = [];
  let isHealthy = false;
  const clock = createVirtualClock();
  const publication = createPublication({
    mailbox: {
      leave: async () => undefined,
      fetchCard: async () => null,
      watchAccount: () => undefined,
      async signIn() {
        if (!isHealthy) throw new MailboxError(code);
        return 'account';
      },
      claim: async () => undefined,
    },
    clock,
    log: () => undefined,
    identity: { require: () => ({ ...own, publishedBy: null }), change: async () => undefined },
    header: { takeOver: async () => undefined },
    preImage: async () => new Uint8Array(32),
    publishCard: async () => undefined,
    grants: () => 0,
    onReachable: () => undefined,
    onTrouble: (state) => failures.push(state),
    changed: () => undefined,
  });
  publication.start();
  await settle();
  expect(failures).toEqual([told]);
  expect(publication.state()).toBe('waiting');
  isHealthy = true;
  clock.advance(1_000);
  await settle();
  expect(publication.state()).toBe('reachable');
  expect(failures).toEqual([told]);
});
