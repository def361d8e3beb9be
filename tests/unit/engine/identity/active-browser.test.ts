import { afterEach, describe, expect, it, vi } from 'vitest';
import { systemClock as clock } from '#src/adapters/system-clock.ts';
import { createIdentity } from '#src/engine/crypto/identity-keys.ts';
import { createFakePerson } from '../../../fakes/fake-person.ts';
import { createInMemoryMailboxService } from '../../../fakes/in-memory-mailbox.ts';

const browsers: ReturnType<typeof createFakePerson>[] = [];
afterEach(async () => {
  for (const browser of browsers.splice(0)) await browser.introductions.close();
});

const until = (condition: () => void) => vi.waitFor(condition, { timeout: 6_000, interval: 5 });

/** Browsers that know the same twelve words, each with an account of its own. */
function setUp() {
  const service = createInMemoryMailboxService({ clock });
  const open = (account: string, saved?: ReturnType<typeof createFakePerson>['saved']) => {
    const mailbox = service.connect(account);
    const browser = createFakePerson({ name: 'Alice', mailbox, clock, ...(saved && { saved }) });
    browsers.push(browser);
    return { ...browser, mailbox, isElsewhere: () => browser.introductions.activeBrowser.isElsewhere() };
  };
  const restore = async (account: string) => {
    const browser = open(account);
    browser.saved.identity = await createIdentity({
      root: new Uint8Array(16).fill(9),
      name: 'Alice',
      knockToken: account.padEnd(32, '0').replaceAll(/[^0-9a-f]/g, '0'),
      beacon: account.padEnd(32, '1').replaceAll(/[^0-9a-f]/g, '1'),
    });
    await browser.introductions.identity.load();
    await until(() => expect(browser.saved.identity?.publishedBy).toBe(account));
    return browser;
  };
  return { service, open, restore };
}

describe('one identity in several browsers', () => {
  it('is active in the newest, and the other one is told', async () => {
    const { restore } = setUp();
    const first = await restore('a');
    const second = await restore('b');
    await until(() => expect([first.isElsewhere(), second.isElsewhere()]).toEqual([true, false]));
  });

  it('writes nothing from the one that rests, whatever it still wants', async () => {
    const { restore } = setUp();
    const first = await restore('a');
    await restore('b');
    await until(() => expect(first.isElsewhere()).toBe(true));
    const { header, identity, shut } = first.introductions;
    const before = first.mailbox.usage();
    await expect(header.write(identity.require())).rejects.toMatchObject({ code: 'unreachable' });
    await expect(shut()).rejects.toMatchObject({ code: 'unreachable' });
    expect(first.mailbox.usage()).toEqual(before);
  });

  it('stays in the other after a restart of the one that rests, for one read and no write', async () => {
    const { restore, open } = setUp();
    const first = await restore('a');
    await restore('b');
    await until(() => expect(first.isElsewhere()).toBe(true));
    await first.introductions.close();
    const again = open('a', first.saved);
    await again.introductions.identity.load();
    await until(() => expect(again.isElsewhere()).toBe(true));
    expect(again.mailbox.usage()).toEqual({ writes: 0, reads: 1, deletes: 0 });
  });

  it('goes to and fro as often as a person wants, with one active each time', async () => {
    const { restore } = setUp();
    const pair = [await restore('a'), await restore('b')];
    for (let turn = 0; turn < 6; turn += 1) {
      const [wanted, other] = [pair[turn % 2], pair[(turn + 1) % 2]];
      await until(() => expect(wanted?.isElsewhere()).toBe(true));
      expect(await wanted?.introductions.activeBrowser.useHere()).toEqual({ kind: 'done' });
      await until(() => expect([wanted?.isElsewhere(), other?.isElsewhere()]).toEqual([false, true]));
    }
    expect(pair.map(({ saved }) => saved.prekeys.length)).toEqual([1, 1]);
  });

  it('settles on one of two that are wanted at the same moment', async () => {
    const { restore } = setUp();
    const three = [await restore('a'), await restore('b'), await restore('c')];
    await until(() => expect(three.map((one) => one.isElsewhere())).toEqual([true, true, false]));
    await Promise.all(three.slice(0, 2).map(({ introductions }) => introductions.activeBrowser.useHere()));
    await until(() => expect(three.filter((one) => !one.isElsewhere())).toHaveLength(1));
  });

  it('says that the service is away instead of taking over by halves', async () => {
    const { restore, service } = setUp();
    const first = await restore('a');
    await restore('b');
    await until(() => expect(first.isElsewhere()).toBe(true));
    service.setReachable(false);
    expect(await first.introductions.activeBrowser.useHere()).toEqual({ kind: 'refused', reason: 'unreachable' });
    expect(first.isElsewhere()).toBe(true);
    service.setReachable(true);
    expect(await first.introductions.activeBrowser.useHere()).toEqual({ kind: 'done' });
  });

  it('comes to rest by nobody who does not know the words', async () => {
    const { restore, service } = setUp();
    const first = await restore('a');
    const { box } = first.introductions.identity.require();
    const thief = service.connect('thief');
    const header = { open: true, tokenHash: '0'.repeat(64), prekeys: new Uint8Array(105) };
    await expect(thief.writeHeader(box, header)).rejects.toMatchObject({ code: 'denied' });
    await expect(thief.claim(box, new Uint8Array(32))).rejects.toMatchObject({ code: 'denied' });
    expect(first.isElsewhere()).toBe(false);
  });
});
