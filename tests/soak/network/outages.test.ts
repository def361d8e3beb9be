import { setTimeout as pause } from 'node:timers/promises';
import type { Outage } from '../support/outage-row.ts';
import { outageRows } from '../support/outage-row.ts';

const home = ['port restricted', 'port restricted'] as const;

/** A whole outage of that length at Alice's. */
function cablePulled(seconds: number): Outage {
  return {
    row: `R4 cable out for ${seconds} s in a call`,
    kinds: home,
    async hurt({ alice, networks }, write) {
      const [network] = networks();
      await network.setCarrier(alice.computer, false);
      await write();
      await pause(seconds * 1_000);
      await network.setCarrier(alice.computer, true);
    },
  };
}

/** Her browser cannot see why. */
function wayLost(seconds: number): Outage {
  return {
    row: `R4 the way beyond the router lost for ${seconds} s in a call`,
    kinds: home,
    async hurt({ networks }, write) {
      const [network] = networks();
      network.way?.change({ loss: 1 });
      await write();
      await pause(seconds * 1_000);
      network.way?.change({});
    },
  };
}

const oneDirection: Outage = {
  row: 'R4 one direction alone lost for 20 s in a call',
  kinds: home,
  async hurt({ networks }, write) {
    const [network] = networks();
    network.way?.change({}, { loss: 1 });
    await write();
    await pause(20_000);
    network.way?.change({});
  },
};

const otherNetwork: Outage = {
  row: 'R4 another network with another address in a call',
  kinds: home,
  async hurt({ lab, carryAlice }, write) {
    const next = await lab.openNetwork('full cone', { longWay: true });
    await Promise.all([carryAlice(next), write()]);
  },
};

const relayRestarted: Outage = {
  row: 'R4 relay restarted in a call that needs it',
  kinds: ['symmetric', 'symmetric'],
  async hurt({ lab }, write) {
    await Promise.all([lab.publicSide.restartRelay(), write()]);
  },
};

outageRows([
  ...[cablePulled(5), otherNetwork, relayRestarted],
  ...[cablePulled(20), cablePulled(60), oneDirection],
  ...[wayLost(5), wayLost(20), wayLost(60)],
]);
