import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccessName } from '../../scripts/lib/net/access-kinds.mjs';
import type { NetworkLab } from '../../scripts/lib/net/network-lab.mjs';
import { openNetworkLab } from '../../scripts/lib/net/network-lab.mjs';
import { bindIn } from '../../scripts/lib/net/sockets-in.mjs';
import { runProgram } from '../../scripts/lib/process/run-program.mjs';
import { noNetworks } from './support/no-networks.ts';

/** As coturn's own client for RFC 5780 words what it finds. */
const behaviour: Record<AccessName, readonly [server: string, mapping: string, filtering: string]> = {
  open: ['203.0.113.1', 'No NAT!', 'Endpoint Independent'],
  'full cone': ['203.0.113.1', 'Endpoint Independent', 'Endpoint Independent'],
  'address restricted': ['203.0.113.1', 'Endpoint Independent', 'Address Dependent'],
  'port restricted': ['203.0.113.1', 'Endpoint Independent', 'Address and Port Dependent'],
  symmetric: ['203.0.113.1', 'Address and Port Dependent', 'Address and Port Dependent'],
  'two NATs': ['203.0.113.1', 'Endpoint Independent', 'Address and Port Dependent'],
  'UDP blocked': ['203.0.113.1', 'nothing comes back', 'nothing comes back'],
  'IPv6 only': ['2001:db8:0:1::1', 'No NAT!', 'Address and Port Dependent'],
  'IPv6 broken': ['2001:db8:0:1::1', 'nothing comes back', 'nothing comes back'],
  'both families': ['2001:db8:0:1::1', 'No NAT!', 'Address and Port Dependent'],
  hairpin: ['203.0.113.1', 'Endpoint Independent', 'Endpoint Independent'],
};

/** Addresses, ways and rules of the network that this machine really has. */
async function ownNetwork(): Promise<string> {
  const { output } = await runProgram('sh', [
    '-ec',
    'ip -o address; ip rule; ip route show table all; nft list ruleset',
  ]);
  return output.replaceAll(/ (valid_lft|preferred_lft|expires) \S+/g, '');
}

function readBehaviour(found: string, what: 'Mapping' | 'Filtering'): string {
  const part = found.split(`${what} Behavior Discovery`)[1]?.split('Behavior Discovery')[0] ?? '';
  if (what === 'Mapping' && part.includes('No NAT!')) return 'No NAT!';
  return part.match(new RegExp(`NAT with (.*) ${what}`))?.[1] ?? 'nothing comes back';
}

describe.skipIf(noNetworks)(`kinds of networks (skipped where ${noNetworks ?? 'none can be made'})`, () => {
  let lab: NetworkLab;
  let before: string;

  beforeAll(async () => {
    before = await ownNetwork();
    lab = await openNetworkLab({ inOurGroup: true });
  });
  afterAll(() => lab?.close());

  it.concurrent.for(Object.entries(behaviour))(
    'are what their names say: %s',
    async ([name, [server, ...expected]]) => {
      const [network, computer] = await Promise.all([lab.openNetwork(name as AccessName), lab.openComputer()]);
      await network.plugIn(computer);
      const own = (await computer.shell(`ip -o route get ${server}`)).match(/ src (\S+)/)?.[1];
      const found = await computer.shell(`turnutils_natdiscovery -m -f -L ${own} ${server} 2>&1 || true`);
      expect((['Mapping', 'Filtering'] as const).map((what) => readBehaviour(found, what))).toEqual(expected);
    },
  );

  it('keep the port of somebody inside to whom others write before they have written themselves', async () => {
    const [network, computer] = await Promise.all([lab.openNetwork('port restricted'), lab.openComputer()]);
    await network.plugIn(computer);
    const [inside, outside] = await Promise.all([
      bindIn(computer, { address: '192.168.1.2', port: 7001 }),
      bindIn(lab.publicSide.place, { address: '203.0.113.2', port: 7000 }),
    ]);
    const seenFrom = new Promise((resolve) => outside.once('message', (_, { port }) => resolve(port)));
    const [, wan = ''] = /inet ([\d.]+)/.exec(await network.router.shell('ip -o -4 address show dev wan')) ?? [];
    await new Promise((resolve) => outside.send('knock', 7001, wan, resolve));
    inside.send('answer', 7000, '203.0.113.2');
    expect(await seenFrom).toBe(7001);
    inside.close();
    outside.close();
  });

  it('give two who plug in at the same moment addresses of their own', async () => {
    const [network, ...computers] = await Promise.all([
      lab.openNetwork('port restricted'),
      lab.openComputer(),
      lab.openComputer(),
    ]);
    await Promise.all(computers.map((computer) => network.plugIn(computer)));
    const own = computers.map(
      async (computer) => /inet ([\d.]+)/.exec(await computer.shell('ip -o -4 address show dev net'))?.[1],
    );
    expect(new Set(await Promise.all(own))).toEqual(new Set(['192.168.1.2', '192.168.1.3']));
  });

  it('tell computers by DNS what the server is called, in both families, wherever they are plugged in', async () => {
    const computer = await lab.openComputer();
    const ask = (family: 4 | 6): Promise<string> =>
      computer.shell(`${process.execPath} -e "require('dns').resolve${family}('server.example', console.log)"`);
    expect(await ask(4)).toContain('203.0.113.1');
    expect(await ask(6)).toContain('2001:db8:0:1::1');
  });

  it('lose what is sent to addresses that are nowhere, without a word to the sender', async () => {
    const toNobody = ['192.168.1.2', '2001:db8:ffff::1'].map((address) =>
      lab.publicSide.place.shell(`bash -c 'printf knock > /dev/udp/${address}/7000'`),
    );
    await Promise.all(toNobody);
  });

  it('leave this machine’s own network as it was', async () => {
    expect(await lab.publicSide.place.shell('ip -o link')).toContain('home1');
    expect(await ownNetwork()).toBe(before);
  });
});
