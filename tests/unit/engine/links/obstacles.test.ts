import { describe, expect, it } from 'vitest';
import { createLinks } from '#src/engine/links/links.ts';
import { createObstacles } from '#src/engine/links/obstacles.ts';
import { routeOf } from '#src/engine/links/route.ts';
import { createNetworkWatch } from '#src/engine/mailbox/network-watch.ts';
import { MailboxError } from '#src/engine/ports/mailbox-port.ts';
import type { CreatePeerLink, PeerOptions } from '#src/engine/ports/peer-port.ts';
import { createSettingsKeeper } from '#src/engine/settings/settings-keeper.ts';
import type { SettingsChange } from '#src/shared/settings/settings.ts';
import { createFakePeerNetwork } from '../../../fakes/fake-peer-network.ts';
import { createInMemoryStores } from '../../../fakes/in-memory-stores.ts';
import { describedAs } from '../../../fakes/link-descriptions.ts';
import { contactNamed } from '../../../fakes/link-pair.ts';
import { createVirtualClock } from '../../../fakes/virtual-clock.ts';

const ben = contactNamed('ben');

/** One browser, what surrounds it, and Ben, who answers when he is there. */
function setUp() {
  const clock = createVirtualClock();
  const network = createFakePeerNetwork(clock);
  const settings = createSettingsKeeper(createInMemoryStores().settings);
  const world = { online: true, signals: 'arrive' as 'arrive' | 'fail', ben: 'away' as 'away' | 'answers' };
  const relays: { says?: 'works' | 'refused' | 'unreachable' } = {};
  const watch = createNetworkWatch({
    host: { isOnline: () => world.online, onNetworkChange: () => undefined },
    clock,
    onChange: () => undefined,
  });
  watch.handleService('live');
  const route = () => routeOf(settings.get(), []);
  let changes = 0;
  let sequence = 0;
  const changed = (): void => {
    changes += 1;
  };
  const createPeerLink: CreatePeerLink = (options: PeerOptions) => {
    const link = network.createPeerLink(options);
    const { says } = relays;
    if (says === undefined) return link;
    return {
      ...link,
      async createOffer() {
        options.handlers.onRelay?.(says);
        if (options.relayOnly && says !== 'works') throw new Error('no relay reachable');
        return link.createOffer();
      },
    };
  };
  const links = createLinks({
    self: () => 'ann',
    contacts: { get: () => ben, all: () => [ben], accepted: () => [] },
    signals: {
      async send(_to, { kind, session }) {
        if (world.signals === 'fail') throw new MailboxError('unreachable');
        if (kind !== 'offer' || world.ben === 'away') return;
        sequence += 1;
        const payload = { description: describedAs('answer', 'nobody') };
        clock.after(50, () =>
          links.handleSignal('ben', { kind: 'answer', session, sequence, payload, messageId: '', sender: ben.keys }, 0),
        );
      },
    },
    createPeerLink,
    clock,
    newSession: () => 7,
    random: () => 0,
    route,
    renewMailbox: () => undefined,
    onRelay: (report) => obstacles.handleRelay(report),
    changed: () => undefined,
    log: () => undefined,
  });
  const obstacles = createObstacles({
    service: watch.view,
    mayConnect: () => route() !== undefined,
    settings: settings.get,
    met: links.met,
    changed,
  });
  /** As the engine does, which judges another relay anew. */
  const change = async (wanted: SettingsChange): Promise<void> => {
    await settings.change(wanted);
    obstacles.forgetRelay();
  };
  const seek = async (): Promise<void> => {
    links.want('ben');
    await clock.advanceAsync(40_000);
  };
  return { clock, world, relays, watch, change, seek, obstacles, changes: () => changes };
}

type World = ReturnType<typeof setUp>;
const relayServer = { address: 'turn.example.org', username: 'ann', password: 'secret' };
const hideBehind = (world: World) => world.change({ relayOnly: true, relayServer });

/** What happens, what it is called, whether it keeps us from everybody, and how it goes. */
const causes: readonly {
  readonly name: string;
  readonly happen: (world: World) => Promise<void> | void;
  readonly own: string | undefined;
  readonly towards: string | undefined;
  readonly end: (world: World) => Promise<void> | void;
}[] = [
  {
    name: 'the own network is down',
    happen: ({ world }) => Object.assign(world, { online: false, signals: 'fail' }),
    own: 'offline',
    towards: 'offline',
    end: ({ world }) => Object.assign(world, { online: true, signals: 'arrive' }),
  },
  {
    name: 'the service does not answer',
    happen({ world, watch }) {
      world.signals = 'fail';
      watch.handleService('unreachable');
    },
    own: 'unreachable',
    towards: 'unreachable',
    end: ({ watch }) => watch.handleService('live'),
  },
  {
    name: 'the service refuses this browser',
    happen({ world, watch }) {
      world.signals = 'fail';
      watch.handleService('denied');
    },
    own: 'refused',
    towards: 'refused',
    end: ({ watch }) => watch.handleService('live'),
  },
  {
    name: 'the address is hidden, and there is no relay',
    happen: ({ change }) => change({ relayOnly: true }),
    own: 'no-relay',
    towards: 'no-relay',
    end: ({ change }) => change({ relayOnly: false }),
  },
  {
    name: 'the relay that hides the address refuses the password',
    async happen(world) {
      world.relays.says = 'refused';
      await hideBehind(world);
    },
    own: 'relay-refused',
    towards: 'relay-refused',
    end: ({ change }) => change({ relayServer: { password: 'another' } }),
  },
  {
    name: 'the relay that hides the address does not answer',
    async happen(world) {
      world.relays.says = 'unreachable';
      await hideBehind(world);
    },
    own: 'relay-unreachable',
    towards: 'relay-unreachable',
    async end({ relays, seek }) {
      relays.says = 'works';
      await seek();
    },
  },
  {
    name: 'their browser answers, and no packet gets through',
    happen({ world }) {
      world.ben = 'answers';
    },
    own: undefined,
    towards: 'no-path',
    async end({ world, seek }) {
      world.ben = 'away';
      await seek();
    },
  },
  {
    name: 'their browser answers, no packet gets through, and the relay that might help refuses the password',
    async happen({ world, relays, change }) {
      world.ben = 'answers';
      relays.says = 'refused';
      await change({ relayServer });
    },
    own: undefined,
    towards: 'relay-refused',
    async end({ world, seek }) {
      world.ben = 'away';
      await seek();
    },
  },
  {
    name: 'a relay that nobody needs does not answer, and they are away',
    async happen({ relays, change }) {
      relays.says = 'unreachable';
      await change({ relayServer });
    },
    own: undefined,
    towards: undefined,
    end: () => undefined,
  },
  { name: 'they are away', happen: () => undefined, own: undefined, towards: undefined, end: () => undefined },
];

describe('why somebody was not reached', () => {
  it.each(causes)('$name', async ({ happen, own, towards, end }) => {
    const world = setUp();
    await happen(world);
    await world.seek();
    expect([world.obstacles.own(), world.obstacles.towards('ben')]).toEqual([own, towards]);
    await end(world);
    expect([world.obstacles.own(), world.obstacles.towards('ben')]).toEqual([undefined, undefined]);
  });

  it('blames the service before the relay, without which there is nothing to relay', async () => {
    const world = setUp();
    world.relays.says = 'refused';
    await hideBehind(world);
    await world.seek();
    world.watch.handleService('unreachable');
    world.clock.advance(10_000);
    expect(world.obstacles.own()).toBe('unreachable');
    world.watch.handleService('live');
    expect(world.obstacles.own()).toBe('relay-refused');
  });

  it('tells surfaces once for each news of a relay', async () => {
    const world = setUp();
    world.relays.says = 'refused';
    await hideBehind(world);
    await world.seek();
    await world.seek();
    expect(world.changes()).toBe(1);
  });
});
