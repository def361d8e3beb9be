import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Gathering, GatheringOptions } from '#src/adapters/webrtc/gathering.ts';
import { createGathering } from '#src/adapters/webrtc/gathering.ts';
import { createGatheringPatience } from '#src/adapters/webrtc/gathering-patience.ts';
import { readCandidate } from '#src/engine/links/rules/candidate.ts';
import { hostCandidate, mdnsCandidate, reflexiveCandidate, relayCandidate } from '../../../fakes/link-descriptions.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function add(gathering: Gathering, ...candidates: string[]): void {
  for (const candidate of candidates) {
    const facts = readCandidate(candidate);
    if (facts === undefined) throw new Error(`not a candidate: ${candidate}`);
    gathering.add(facts);
  }
}

const asking = { relayOnly: false, asksServers: true, asksRelay: false };

function create(options: Partial<GatheringOptions> = {}): Gathering {
  return createGathering({ ...asking, patience: createGatheringPatience(), ...options });
}

/** How long it took until there was enough. */
async function patience(gathering: Gathering): Promise<number> {
  const startMs = Date.now();
  const done = gathering.enough().then(() => Date.now() - startMs);
  await vi.runAllTimersAsync();
  return done;
}

describe('gathering', () => {
  test('waits 80 ms when only host candidates come', async () => {
    const gathering = create();
    add(gathering, hostCandidate);
    expect(await patience(gathering)).toBe(80);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([
    ['the first reflexive candidate', reflexiveCandidate],
    ['the first relayed candidate', relayCandidate],
  ])('ends with %s', async (_what, candidate) => {
    const gathering = create();
    setTimeout(() => add(gathering, candidate), 79);
    expect(await patience(gathering)).toBe(79);
  });

  test('waits for the relay where one is asked, and remembers how long that took', async () => {
    const patienceHere = createGatheringPatience();
    const first = create({ asksRelay: true, patience: patienceHere });
    setTimeout(() => add(first, reflexiveCandidate), 20);
    setTimeout(() => add(first, relayCandidate), 70);
    expect(await patience(first)).toBe(70);
    expect(patienceHere.ms()).toBe(105);
    const second = create({ asksRelay: true, patience: patienceHere });
    add(second, reflexiveCandidate);
    expect(await patience(second)).toBe(105);
  });

  test('waits for no server where none is asked, and for the last of the own addresses that come together', async () => {
    const gathering = create({ asksServers: false });
    setTimeout(() => add(gathering, hostCandidate), 3);
    setTimeout(() => add(gathering, mdnsCandidate), 6);
    expect(await patience(gathering)).toBe(11);
    expect(gathering.take()).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('waits no longer for addresses that were there before anybody asked', async () => {
    const gathering = create({ asksServers: false });
    add(gathering, hostCandidate);
    expect(await patience(gathering)).toBe(5);
  });

  test('has waited already where it began before anybody asked', async () => {
    const alone = create({ asksServers: false });
    const asking = create();
    for (const gathering of [alone, asking]) add(gathering, hostCandidate);
    await vi.advanceTimersByTimeAsync(60);
    expect(await patience(alone)).toBe(0);
    expect(await patience(asking)).toBe(20);
  });

  test('sends no offer without any candidate while the browser still looks, however slow the relay', async () => {
    const late = create({ relayOnly: true });
    setTimeout(() => add(late, relayCandidate), 3_200);
    expect(await patience(late)).toBe(3_200);
    const none = create();
    setTimeout(none.finish, 9_500);
    expect(await patience(none)).toBe(9_500);
  });

  test('waits as long as this network took before, within bounds', async () => {
    const shared = createGatheringPatience();
    const first = create({ patience: shared });
    add(first, hostCandidate);
    setTimeout(() => add(first, reflexiveCandidate), 160);
    expect(await patience(first)).toBe(80);
    const second = create({ patience: shared });
    add(second, hostCandidate);
    setTimeout(() => add(second, reflexiveCandidate), 170);
    expect(await patience(second)).toBe(170);
    shared.learn(4_000);
    expect(shared.ms()).toBe(500);
    shared.learn(1);
    expect(shared.ms()).toBe(80);
  });

  test('ends when the browser has no more', async () => {
    const gathering = create();
    gathering.finish();
    expect(await patience(gathering)).toBe(0);
  });

  test('describes one candidate of each kind before a second of any, and keeps the rest for later, once', () => {
    const gathering = create();
    const hosts = [1, 2, 3, 4, 5, 6].map((n) => `${n} 1 udp ${2_000_000_000 + n} 192.0.2.${n} 4000 typ host`);
    add(gathering, ...hosts, reflexiveCandidate, relayCandidate);
    expect(gathering.take()).toEqual([hosts[5], reflexiveCandidate, relayCandidate, hosts[4], hosts[3], hosts[2]]);
    expect(gathering.takeRest()).toEqual([hosts[1], hosts[0]]);
    expect(gathering.takeRest()).toEqual([]);
  });

  test('knows each candidate once and none over TCP', () => {
    const gathering = create();
    add(gathering, hostCandidate, hostCandidate, '9 1 tcp 1518280447 192.0.2.7 9 typ host tcptype active');
    expect(gathering.take()).toEqual([hostCandidate]);
  });

  test('lets nothing but relayed candidates out in relay-only mode, and not from where the relay was asked', () => {
    const gathering = create({ relayOnly: true });
    add(gathering, hostCandidate, mdnsCandidate, reflexiveCandidate, relayCandidate);
    expect([...gathering.take(), ...gathering.takeRest()]).toEqual([
      relayCandidate.replace('raddr 203.0.113.9 rport 61000', 'raddr 0.0.0.0 rport 0'),
    ]);
  });
});
