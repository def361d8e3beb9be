import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import type { Place } from '../../scripts/lib/net/place.mjs';
import { openPlace } from '../../scripts/lib/net/place.mjs';
import { bindIn, listenIn } from '../../scripts/lib/net/sockets-in.mjs';
import { startProgram } from '../../scripts/lib/process/start-program.mjs';
import { noNetworks } from './support/no-networks.ts';

const placeModule = new URL('../../scripts/lib/net/place.mjs', import.meta.url);

describe.skipIf(noNetworks)(`a network of our own (skipped where ${noNetworks ?? 'none can be made'})`, () => {
  async function inPlace(look: (place: Place) => Promise<void>): Promise<void> {
    const place = await openPlace({ hosts: '203.0.113.7 elsewhere.example' });
    await look(place).finally(place.close);
  }

  it('knows the names it was told, and this machine does not', () =>
    inPlace(async (place) => {
      expect(await place.shell('getent hosts elsewhere.example')).toContain('203.0.113.7');
      const here = startProgram('getent', ['hosts', 'elsewhere.example']);
      expect(await here.ended).not.toBe(0);
    }));

  it('says which line failed, and what it printed', () =>
    inPlace(async (place) => {
      await expect(place.shell('echo before >&2\nfalse')).rejects.toThrow(
        /ended with 1:\necho before >&2\nfalse\nbefore/,
      );
    }));

  it('takes what is sent to sockets of ours in it, and nobody else reaches them', () =>
    inPlace(async (place) => {
      const server = await listenIn(place, { address: '127.0.0.1', port: 7001 });
      server.on('connection', (socket) => socket.end('hello'));
      const socket = await bindIn(place, { address: '127.0.0.1', port: 7002 });
      const datagram = new Promise((resolve) => socket.once('message', (bytes) => resolve(bytes.toString())));
      expect(await place.shell("bash -c 'cat < /dev/tcp/127.0.0.1/7001'")).toBe('hello');
      await place.shell("bash -c 'printf hello > /dev/udp/127.0.0.1/7002'");
      expect(await datagram).toBe('hello');
      const refused = new Promise((resolve) => connect(7001, '127.0.0.1').once('error', resolve));
      expect(await refused).toMatchObject({ code: 'ECONNREFUSED' });
      server.close();
      socket.close();
    }));

  it('is gone with the one who made it, also if that is killed', async () => {
    const script = `import { openPlace } from '${placeModule}';
      const { pid } = await openPlace();
      console.log(JSON.stringify({ owner: process.pid, holder: pid }));
      setInterval(() => {}, 60_000);`;
    const { owner, holder } = await new Promise<{ owner: number; holder: string }>((resolve) => {
      const onStdout = (line: Buffer): void => resolve(JSON.parse(line.toString()));
      startProgram(process.execPath, ['--input-type=module', '--eval', script], { onStdout });
    });
    // What is dead and not yet buried has no network any more.
    const isThere = (): boolean => existsSync(`/proc/${holder}/ns/net`);
    expect(isThere()).toBe(true);
    process.kill(owner, 'SIGKILL');
    await vi.waitFor(() => expect(isThere()).toBe(false));
  });
});
