import { afterEach, describe, expect, it, vi } from 'vitest';
import { systemClock as clock } from '#src/adapters/system-clock.ts';
import { createIdentity } from '#src/engine/crypto/identity-keys.ts';
import { makeStartMark } from '#src/engine/crypto/start-mark.ts';
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
    return { ...browser, mailbox, isElsewhere: () => browser.introductions.activeBrowser.restsFor() !== null };
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
  /** The profile's folder, copied as it is, started on another computer. */
  const startCopy = async ({ saved }: Pick<ReturnType<typeof open>, 'saved'>) => {
    const browser = open('a', structuredClone(saved));
    await browser.introductions.identity.load();
    return browser;
  };
  return { service, open, restore, startCopy };
}

const isActive = (...browsers: readonly { isElsewhere(): boolean }[]) => browsers.map((one) => !one.isElsewhere());

describe('one identity in several browsers', () => {
  it('is active in the newest, and the other one is told', async () => {
    const { restore } = setUp();
    const first = await restore('a');
    const second = await restore('b');
    await until(() => expect([first.isElsewhere(), second.isElsewhere()]).toEqual([true, false]));
    expect(first.introductions.activeBrowser.restsFor()).toBe('elsewhere');
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

  it('stays in the other after a restart of the one that rests, for two reads and no write', async () => {
    const { restore, open } = setUp();
    const first = await restore('a');
    await restore('b');
    await until(() => expect(first.isElsewhere()).toBe(true));
    await first.introductions.close();
    const again = open('a', first.saved);
    await again.introductions.identity.load();
    await until(() => expect(again.isElsewhere()).toBe(true));
    expect(again.mailbox.usage()).toEqual({ writes: 0, reads: 2, deletes: 0 });
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

  it('can be found by its ID again when everything was deleted in the browser it comes from', async () => {
    const { restore, service } = setUp();
    const first = await restore('a');
    const second = await restore('b');
    await until(() => expect(isActive(first, second)).toEqual([false, true]));
    const { id } = first.introductions.identity.require();
    const card = () => service.connect('contact').fetchCard(id);
    const before = await card();
    await second.introductions.close();
    await second.mailbox.erase(second.introductions.identity.require());
    expect(await card()).toBeNull();
    expect(await first.introductions.activeBrowser.useHere()).toEqual({ kind: 'done' });
    expect(await card()).toEqual(before);
  });

  it('comes to rest by nobody who does not know the words', async () => {
    const { restore, service } = setUp();
    const first = await restore('a');
    const { id, box, beacon } = first.introductions.identity.require();
    const thief = service.connect('thief');
    const header = { open: true, tokenHash: '0'.repeat(64), prekeys: new Uint8Array(105) };
    await expect(thief.writeHeader(box, header)).rejects.toMatchObject({ code: 'denied' });
    await expect(thief.claim({ id, box, beacon, preImage: new Uint8Array(32), grants: 0 })).rejects.toMatchObject({
      code: 'denied',
    });
    expect(first.isElsewhere()).toBe(false);
  });
});

describe('a copied profile', () => {
  async function setUpPair() {
    const scene = setUp();
    const original = await scene.restore('a');
    await until(() => expect(original.saved.identity?.startMark).toBeDefined());
    const { beacon } = original.introductions.identity.require();
    const presence = () => scene.service.connect('contact').fetchPresence(beacon);
    await vi.waitFor(async () => expect(await presence()).toMatchObject({ open: true }));
    return { ...scene, original, presence };
  }

  it('is active where it was started last, and the other one is told', async () => {
    const { original, startCopy } = await setUpPair();
    const copy = await startCopy(original);
    await until(() => expect(isActive(original, copy)).toEqual([false, true]));
    expect(original.introductions.activeBrowser.restsFor()).toBe('copied');
  });

  it('leaves the presence document to the one that goes on', async () => {
    const { original, startCopy, presence } = await setUpPair();
    const copy = await startCopy(original);
    await until(() => expect(isActive(original, copy)).toEqual([false, true]));
    await original.introductions.close();
    expect(await presence()).toMatchObject({ open: true, mark: copy.saved.identity?.startMark });
  });

  it('rests again when it is started again, for two reads and no write', async () => {
    const { original, startCopy } = await setUpPair();
    const copy = await startCopy(original);
    await until(() => expect(isActive(original, copy)).toEqual([false, true]));
    await original.introductions.close();
    const again = await startCopy(original);
    await until(() => expect(isActive(again, copy)).toEqual([false, true]));
    expect(again.mailbox.usage()).toEqual({ writes: 0, reads: 2, deletes: 0 });
  });

  it('goes to and fro as often as a person wants, with one active each time', async () => {
    const { original, startCopy } = await setUpPair();
    const pair = [await startCopy(original), original];
    for (let turn = 1; turn < 6; turn += 1) {
      const [wanted, other] = [pair[turn % 2], pair[(turn + 1) % 2]];
      await until(() => expect([wanted?.isElsewhere(), other?.isElsewhere()]).toEqual([true, false]));
      expect(await wanted?.introductions.activeBrowser.useHere()).toEqual({ kind: 'done' });
      await until(() => expect([wanted?.isElsewhere(), other?.isElsewhere()]).toEqual([false, true]));
    }
  });

  it('settles on one of three that start at the same moment', async () => {
    const { original, startCopy } = await setUpPair();
    await original.introductions.close();
    const three = await Promise.all([startCopy(original), startCopy(original), startCopy(original)]);
    await until(() => expect(isActive(...three).filter(Boolean)).toHaveLength(1));
  });

  it('is not what a browser takes itself for that was killed before the service heard of its start', async () => {
    const { original, open, presence } = await setUpPair();
    await original.introductions.close();
    const unheard = await makeStartMark(original.introductions.identity.require(), clock.nowMs() + 60_000);
    const { saved } = original;
    const again = open('a', {
      ...saved,
      ...(saved.identity && { identity: { ...saved.identity, startMark: unheard } }),
    });
    await again.introductions.identity.load();
    await vi.waitFor(async () => expect((await presence())?.mark).toEqual(again.saved.identity?.startMark));
    expect(again.saved.identity?.startMark).not.toEqual(unheard);
    expect(again.isElsewhere()).toBe(false);
  });

  it('is made up by nobody: a mark of before, a forged one and one of another document are written over', async () => {
    const { original, open, presence } = await setUpPair();
    const before = (await presence())?.mark;
    await original.introductions.close();
    const again = open('a', original.saved);
    await again.introductions.identity.load();
    const identity = again.introductions.identity.require();
    const ours = async () => expect((await presence())?.mark).toEqual(again.saved.identity?.startMark);
    await vi.waitFor(async () => expect((await presence())?.mark).not.toEqual(before));
    const foreign = await makeStartMark({ ...identity, beacon: 'f'.repeat(32) }, clock.nowMs() + 60_000);
    for (const mark of [before ?? new Uint8Array(0), new Uint8Array(89).fill(1), foreign]) {
      const writes = again.mailbox.usage().writes;
      await again.mailbox.writePresence({ beacon: identity.beacon, box: identity.box, open: true, mark });
      // Ours and the one over it; the header may be written meanwhile as well.
      await until(() => expect(again.mailbox.usage().writes).toBeGreaterThanOrEqual(writes + 2));
      await vi.waitFor(ours);
      expect(again.isElsewhere()).toBe(false);
    }
  });
});
