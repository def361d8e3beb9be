import { createFirestoreMailbox } from '#src/adapters/firestore/firestore-mailbox.ts';
import { systemClock } from '#src/adapters/system-clock.ts';
import { MailboxError } from '#src/engine/ports/mailbox-port.ts';
import { emulatorAddresses } from '../../integration/mailbox/emulator-address.ts';
import { randomHex, sealedOf, settleIn } from '../../integration/mailbox/mailbox-people.ts';
import { soakRow } from '../../soak/support/row.ts';

const slots = 4;

function connect(name: string) {
  const config = { apiKey: 'demo', projectId: 'demo-beeline', emulators: emulatorAddresses(), appName: name };
  return createFirestoreMailbox(config, { clock: systemClock, log: () => undefined });
}

/** What is in the slots of a grant, as the operator sees it. */
async function storedUnder(box: string, grant: string): Promise<string> {
  const { firestore } = emulatorAddresses();
  const documents = await Promise.all(
    Array.from({ length: slots }, async (_, index) => {
      const path = `inbox/${box}/slot/${grant}_${index}`;
      const response = await fetch(
        `http://${firestore}/v1/projects/demo-beeline/databases/(default)/documents/${path}`,
        {
          headers: { authorization: 'Bearer owner' },
        },
      );
      return await response.text();
    }),
  );
  // The time of the answer is no part of what is stored.
  return documents.join('\n');
}

soakRow({
  row: 'after a block: 0 writes stored',
  unit: 'writes of a blocked contact',
  full: 1_000,
  short: 12,
  async run({ count, isOutOfTime, progress }) {
    const [owner, blocked] = await Promise.all(['owner', 'blocked'].map((who) => settleIn(connect(`soak-${who}`))));
    if (!owner || !blocked) throw new Error('two people are needed');
    const grant = randomHex(32);
    const write = (index: number, fill: number): Promise<void> =>
      blocked.mailbox.writeSlot({ box: owner.box, grant, index, sealed: sealedOf(fill) });
    await owner.mailbox.writeGrant(owner.box, grant);
    await write(0, 1);
    await owner.mailbox.deleteGrant(owner.box, grant);

    const before = await storedUnder(owner.box, grant);
    const faults: string[] = [];
    let done = 0;
    while (done < count && !isOutOfTime()) {
      const fault = await write(done % slots, 2).then(
        () => `write ${done} was taken`,
        (error: unknown) => (error instanceof MailboxError && error.code === 'denied' ? undefined : String(error)),
      );
      if (fault !== undefined) faults.push(fault);
      done += 1;
      progress(done);
    }
    if ((await storedUnder(owner.box, grant)) !== before) faults.push('the slots changed');
    if (!before.includes('bytesValue')) faults.push('the write before the block was refused too');
    return { done, faults };
  },
});
