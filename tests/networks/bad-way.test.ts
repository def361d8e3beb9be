import type { Socket } from 'node:dgram';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AccessNetwork } from '../../scripts/lib/net/access-network.mjs';
import type { NetworkLab } from '../../scripts/lib/net/network-lab.mjs';
import { openNetworkLab } from '../../scripts/lib/net/network-lab.mjs';
import { bindIn } from '../../scripts/lib/net/sockets-in.mjs';
import type { UdpRelay } from '../../scripts/lib/net/udp-relay.mjs';
import { noNetworks } from './support/no-networks.ts';

const sent = 300;
const everyMs = 8;
const server = { address: '203.0.113.1', port: 7000 };
/** A timer that is late on a machine with much else to do; the relay itself says how late it was. */
const slackMs = 10;

describe.skipIf(noNetworks)(`a bad way through a NAT (skipped where ${noNetworks ?? 'none can be made'})`, () => {
  let lab: NetworkLab;
  let network: AccessNetwork;
  let way: UdpRelay;
  let inside: Socket;
  let outside: Socket;

  beforeAll(async () => {
    lab = await openNetworkLab({ inOurGroup: true });
    network = await lab.openNetwork('port restricted', { longWay: true });
    if (network.way === undefined) throw new Error('there is no way to make bad');
    way = network.way;
    const computer = await lab.openComputer();
    await network.plugIn(computer);
    inside = await bindIn(computer, { address: '192.168.1.2', port: 7000 });
    outside = await bindIn(lab.publicSide.place, server);
  });
  afterAll(async () => {
    inside?.close();
    outside?.close();
    await lab?.close();
  });

  /** Sends numbered packets to the server; resolves to what arrived there, in this order, and after how long. */
  async function measure(): Promise<readonly { number: number; afterMs: number }[]> {
    const startsMs: number[] = [];
    const arrived: { number: number; afterMs: number }[] = [];
    const take = (packet: Buffer): void => {
      const number = packet.readUInt32BE();
      arrived.push({ number, afterMs: performance.now() - (startsMs[number] ?? 0) });
    };
    outside.on('message', take);
    for (let number = 0; number < sent; number += 1) {
      const packet = Buffer.alloc(200);
      packet.writeUInt32BE(number);
      startsMs[number] = performance.now();
      inside.send(packet, server.port, server.address);
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
    let seen = -1;
    await vi.waitFor(
      () => {
        const before = seen;
        seen = arrived.length;
        expect(seen).toBe(before);
      },
      { timeout: 5_000, interval: 500 },
    );
    outside.off('message', take);
    return arrived;
  }

  it('is a good one as long as nothing is asked of it', async () => {
    const arrived = await measure();
    expect(arrived.map(({ number }) => number)).toEqual(Array.from({ length: sent }, (_, number) => number));
  });

  it('delays, by more and less, as it is told to, and loses the share it is told to', async () => {
    way.change({ delayMs: 150, jitterMs: 30, loss: 0.05 });
    const arrived = await measure();
    const { latestByMs } = way.counts();
    const delays = arrived.map(({ afterMs }) => afterMs);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(119);
    expect(Math.min(...delays)).toBeLessThan(135);
    expect(Math.max(...delays)).toBeLessThan(180 + latestByMs + slackMs);
    expect(Math.max(...delays)).toBeGreaterThan(165);
    // Of 300 at one in twenty: four standard deviations either way.
    expect(sent - arrived.length).toBeGreaterThan(0);
    expect(sent - arrived.length).toBeLessThan(31);
  });

  it('lets the share overtake that it is told to', async () => {
    way.change({ delayMs: 20, reorder: 0.2, heldBackMs: 30 });
    const arrived = await measure();
    expect(arrived).toHaveLength(sent);
    const late = arrived.filter(({ number }, index) => arrived.slice(0, index).some((other) => other.number > number));
    expect(late.length / sent).toBeGreaterThan(0.08);
    expect(late.length / sent).toBeLessThan(0.32);
  });

  it('can be cut in one direction alone', async () => {
    const answers: string[] = [];
    inside.on('message', (packet) => answers.push(packet.toString()));
    const [, from] = await new Promise<[Buffer, { address: string; port: number }]>((resolve) => {
      way.change({});
      outside.once('message', (...what) => resolve(what));
      inside.send('hello', server.port, server.address);
    });
    way.change({}, { loss: 1 });
    outside.send('not heard', from.port, from.address);
    const heard = new Promise((resolve) => outside.once('message', resolve));
    inside.send('still heard', server.port, server.address);
    await heard;
    way.change({});
    outside.send('heard again', from.port, from.address);
    await vi.waitFor(() => expect(answers).toEqual(['heard again']));
  });
});
