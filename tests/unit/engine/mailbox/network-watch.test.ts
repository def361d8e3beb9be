import { describe, expect, it } from 'vitest';
import { createNetworkWatch } from '#src/engine/mailbox/network-watch.ts';
import { createVirtualClock } from '../../../fakes/virtual-clock.ts';

function setUp() {
  const clock = createVirtualClock();
  const computer = { online: true, notify: (): void => undefined };
  const changes: string[] = [];
  const network = createNetworkWatch({
    host: {
      isOnline: () => computer.online,
      onNetworkChange: (notify) => {
        computer.notify = notify;
      },
    },
    clock,
    onChange: () => changes.push(network.view()),
  });
  const setOnline = (online: boolean): void => {
    computer.online = online;
    computer.notify();
  };
  return { clock, network, setOnline, changes };
}

describe('what is told of the network', () => {
  it('blames nobody for a slow first start, and the service after ten seconds', () => {
    const { clock, network } = setUp();
    network.handleService('unreachable');
    clock.advance(9_999);
    expect(network.view()).toBe('starting');
    clock.advance(1);
    expect(network.view()).toBe('unreachable');
  });

  it('keeps an interruption to itself that is over within ten seconds', () => {
    const { clock, network, changes } = setUp();
    network.handleService('live');
    network.handleService('unreachable');
    clock.advance(9_999);
    network.handleService('live');
    clock.advance(60_000);
    expect(new Set(changes)).toEqual(new Set(['online']));
  });

  it('tells a service that refuses from one that does not answer', () => {
    const { clock, network } = setUp();
    network.handleService('unreachable');
    network.handleService('denied');
    clock.advance(10_000);
    expect(network.view()).toBe('refused');
    network.handleService('unreachable');
    expect(network.view()).toBe('unreachable');
  });

  it('counts the ten seconds from the first trouble, however often it is told', () => {
    const { clock, network } = setUp();
    for (let second = 0; second < 10; second += 1) {
      network.handleService('unreachable');
      clock.advance(1_000);
    }
    expect(network.view()).toBe('unreachable');
  });

  it('blames the network while there is none, and gives the service time when it is back', () => {
    const { clock, network, setOnline } = setUp();
    network.handleService('live');
    setOnline(false);
    network.handleService('unreachable');
    clock.advance(60_000);
    expect(network.view()).toBe('offline');
    setOnline(true);
    expect(network.view()).toBe('starting');
    clock.advance(9_999);
    expect(network.view()).toBe('starting');
    clock.advance(1);
    expect(network.view()).toBe('unreachable');
    network.handleService('live');
    expect(network.view()).toBe('online');
  });
});
