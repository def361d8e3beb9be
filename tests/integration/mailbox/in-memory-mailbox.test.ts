import { systemClock } from '#src/adapters/system-clock.ts';
import { createInMemoryMailboxService } from '../../fakes/in-memory-mailbox.ts';
import { describeMailbox } from './mailbox-contract.ts';

const service = createInMemoryMailboxService({ clock: systemClock });
let accounts = 0;

describeMailbox('in memory', () => {
  accounts += 1;
  return service.connect(`account-${accounts}`);
});
