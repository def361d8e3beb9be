import type { Socket } from 'node:dgram';
import { createSocket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routeOf } from '#src/engine/links/route.ts';
import { defaultSettings } from '#src/shared/settings/settings.ts';
import type { RunningRelay } from '../../security/soak/relay/relay-server.ts';
import { openRelay } from '../../security/soak/relay/relay-server.ts';
import type { BrowserKind, Side, TwoPages } from './two-pages.ts';
import { isThereFirefox, openTwoPages } from './two-pages.ts';

/** From there Firefox asks nobody at the loopback address. */
const here =
  Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal)?.address ?? '127.0.0.1';

let relay: RunningRelay;
let pages: TwoPages;
/** Takes what it is told, and never answers. */
let silence: Socket;

beforeAll(async () => {
  relay = await openRelay(here);
  silence = createSocket('udp4');
  await new Promise<void>((resolve) => silence.bind(0, here, resolve));
  pages = await openTwoPages({ ann: 'Chromium', ben: isThereFirefox ? 'Firefox' : 'Chromium' });
});

afterAll(async () => {
  await Promise.all([pages.close(), relay.close()]);
  silence.close();
});

const silentAddress = () => `${here}:${silence.address().port}`;

async function outcomes(side: Side, settings: Parameters<typeof routeOf>[0], stun: string): Promise<string[]> {
  const route = routeOf(settings, [{ urls: `stun:${stun}` }]);
  if (route === undefined) throw new Error('nothing to ask');
  return (await side.call('testConnection', route)).map(({ way, outcome }) => `${way} ${outcome}`);
}

describe.each<readonly [BrowserKind, () => Side]>([
  ['Chromium', () => pages.ann],
  ['Firefox', () => pages.ben],
])('a test of the connection in %s', (kind, side) => {
  const isMissing = kind === 'Firefox' && !isThereFirefox;
  const open = { ...defaultSettings, relayOnly: false };

  test.skipIf(isMissing)('finds every way that is there (skipped where no Firefox can be had)', async () => {
    expect(await outcomes(side(), { ...open, relayServer: relay.server }, relay.server.address)).toEqual([
      'direct works',
      'router works',
      'relay-udp works',
      'relay-tcp works',
    ]);
  });

  test.skipIf(isMissing)(
    'tells a relay that refuses from one that says nothing (skipped where no Firefox can be had)',
    async () => {
      const stranger = { ...relay.server, password: 'wrong' };
      expect(await outcomes(side(), { relayOnly: true, relayServer: stranger }, relay.server.address)).toEqual([
        'relay-udp refused',
        'relay-tcp refused',
      ]);
      const silent = { ...relay.server, address: `${silentAddress()}?transport=udp` };
      expect(await outcomes(side(), { ...open, relayServer: silent }, silentAddress())).toEqual([
        'direct works',
        'router unreachable',
        'relay-udp unreachable',
      ]);
    },
    30_000,
  );
});
