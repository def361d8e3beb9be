import { createFirestoreMailbox } from '#src/adapters/firestore/firestore-mailbox.ts';
import { systemClock } from '#src/adapters/system-clock.ts';
import { listDocuments } from '../../e2e/support/operator.ts';
import { emulatorAddresses } from '../../integration/mailbox/emulator-address.ts';
import { randomHex, sealedOf, settleIn, tokenHashOf } from '../../integration/mailbox/mailbox-people.ts';
import { inLanes } from '../../soak/support/in-lanes.ts';
import { writeSignalAs } from '../../soak/support/rest-account.ts';
import { soakRow } from '../../soak/support/row.ts';

const accountCount = 50;

soakRow({
  row: 'a flood leaves at most one request per account',
  unit: `tries of ${accountCount} accounts`,
  full: 200 * accountCount,
  short: 3 * accountCount,
  async run(row) {
    const config = { apiKey: 'demo', projectId: 'demo-beeline', emulators: emulatorAddresses(), appName: 'flooded' };
    const owner = await settleIn(createFirestoreMailbox(config, { clock: systemClock, log: () => undefined }));
    await owner.mailbox.writeHeader(owner.box, {
      open: true,
      tokenHash: tokenHashOf('none'),
      prekeys: new Uint8Array(105),
    });
    const accounts = Array.from({ length: accountCount }, () => `flooder-${randomHex(16)}`);
    const faults: string[] = [];
    const outcomes = new Map<string, number>();
    const done = await inLanes(row, async (number) => {
      const account = accounts[number % accounts.length] ?? '';
      // Each account's turn comes round with another kind, since fifty is no multiple of four.
      const kind = number % 4 === 3 ? 'slot' : 'knock';
      const name = kind === 'knock' ? account : `${randomHex(32)}_0`;
      const status = await writeSignalAs(account, `inbox/${owner.box}/${kind}/${name}`, sealedOf(number % 256));
      outcomes.set(`${kind} ${status}`, (outcomes.get(`${kind} ${status}`) ?? 0) + 1);
    });
    const knocks = await listDocuments(`inbox/${owner.box}/knock`);
    const slots = await listDocuments(`inbox/${owner.box}/slot`);
    const isEveryoneHeard = done < row.count || knocks.length === accounts.length;
    if (knocks.length > accounts.length || !isEveryoneHeard) faults.push(`${knocks.length} requests are stored`);
    if (slots.length > 0) faults.push(`${slots.length} signals without a grant are stored`);
    const known = new Set(['knock 200', 'knock 403', 'slot 403']);
    faults.push(...[...outcomes.keys()].filter((outcome) => !known.has(outcome)));
    const told = [...outcomes].map(([outcome, count]) => `${count} times ${outcome}`).join(', ');
    return { done, faults, detail: `${accounts.length} accounts, ${told}` };
  },
});
