import { createFirestoreMailbox } from '#src/adapters/firestore/firestore-mailbox.ts';
import { systemClock } from '#src/adapters/system-clock.ts';
import { emulatorAddresses } from './emulator-address.ts';
import { describeMailbox } from './mailbox-contract.ts';

const emulators = emulatorAddresses();
let apps = 0;

describeMailbox('on Firestore', () => {
  apps += 1;
  const config = { apiKey: 'demo', projectId: 'demo-beeline', emulators, appName: `contract-${apps}` };
  return createFirestoreMailbox(config, { clock: systemClock, log: () => undefined });
});
