import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { killBrowser } from '../../../scripts/lib/browser/close-browser.mjs';
import { until } from '../../../scripts/lib/browser/find.mjs';
import { peerConnectionsIn } from '../../../scripts/lib/browser/peer-connections.mjs';
import type { Person, PersonOptions } from '../../../scripts/lib/browser/person.mjs';
import { launchPerson } from '../../../scripts/lib/browser/person.mjs';
import { acts, fromEnvironment, introduce } from '../../e2e/support/people.ts';
import { readStoredMessages } from './chat-database.ts';
import type { LiveWriter } from './live-writer.ts';
import { createWriter } from './live-writer.ts';

/** Everything at its slowest: a browser that starts after a kill, and a link that begins anew, on a busy machine. */
const recoveryMs = 90_000;

/** One of two contacts in real browsers, who can be hurt. */
export interface LivePerson extends LiveWriter {
  /** The page from which they write; another one after the browser was killed. */
  page(): Page;
  /** Holds a connection to the other one. */
  isLinked(): Promise<boolean>;
  killEngine(): Promise<void>;
  /** SIGKILL, and the same profile opened again. */
  killBrowser(): Promise<void>;
  ownId(): Promise<string>;
  close(): Promise<void>;
}

/** In Chromium, where background and engine die apart. */
export interface ChromiumPerson extends LivePerson {
  person(): Person;
  killWorker(): Promise<void>;
}

export interface LivePair<One extends LivePerson = ChromiumPerson, Other extends LivePerson = One> {
  readonly alice: One;
  readonly bob: Other;
  close(): Promise<void>;
}

/** `builds`: folders of the extension, when they are to have others than the common one. */
export async function openLivePair(
  options: Pick<PersonOptions, 'cameras'> = {},
  builds: { alice?: string; bob?: string } = {},
): Promise<LivePair> {
  const [alice, bob] = await Promise.all([
    bringUp('Alice', 0, options, builds.alice),
    bringUp('Bob', 1, options, builds.bob),
  ]);
  await introduce(alice.person(), bob.person());
  await Promise.all([alice, bob].map((one) => one.settle()));
  return {
    alice,
    bob,
    async close() {
      await Promise.all([alice, bob].map((one) => one.close()));
    },
  };
}

export async function bringUp(
  name: string,
  hue: number,
  options: Pick<PersonOptions, 'cameras'> = {},
  extensionDir = fromEnvironment('BEELINE_EXTENSION_DIR'),
): Promise<ChromiumPerson & { settle(): Promise<void> }> {
  const userDataDir = await mkdtemp(join(tmpdir(), `beeline-soak-${name.toLowerCase()}-`));
  const launch = (): Promise<Person> =>
    launchPerson({
      name,
      hue,
      userDataDir,
      extensionDir,
      chromium: fromEnvironment('BEELINE_CHROMIUM'),
      ...options,
    });
  let person = await launch();
  let page = person.tab;
  const writer = createWriter(name, () => page);
  return {
    ...writer,
    page: () => page,
    person: () => person,
    async settle() {
      await person.closePopup();
      page = await person.openTab();
      await writer.findContact();
    },
    async isLinked() {
      const connections = await peerConnectionsIn(await person.offscreen());
      return connections.some(({ connectionState }) => connectionState === 'connected');
    },
    async killWorker() {
      // Killing one that sleeps would do nothing and count all the same.
      await person.inWorker(() => undefined);
      await person.killWorker();
    },
    async killEngine() {
      await person.inWorker(() => chrome.offscreen.closeDocument().catch(() => undefined));
    },
    async killBrowser() {
      await killBrowser(person.browser);
      person = await launch();
      page = await person.openTab();
    },
    ownId: () => acts.readOwnId(page),
    close: () => person.close(),
  };
}

/** Waits until both hold one connection again. */
export async function untilLinked({ alice, bob }: AnyPair): Promise<void> {
  for (const one of [alice, bob]) {
    await until(`${one.name} to be linked`, one.isLinked, { timeoutMs: recoveryMs });
  }
}

type AnyPair = Pick<LivePair<LivePerson>, 'alice' | 'bob'>;

type Correspondent = Pick<LivePerson, 'name' | 'promised' | 'page'>;
type Correspondents = Readonly<Record<'alice' | 'bob', Correspondent>>;

/** What is wrong with what arrived: all that the sender has stored, once each, in that order, and all that was promised. Waits for it first. */
export async function findChatFaults({ alice, bob }: Correspondents): Promise<readonly string[]> {
  const faults = await Promise.all([faultsOnTheWay(alice, bob), faultsOnTheWay(bob, alice)]);
  return faults.flat();
}

async function faultsOnTheWay(from: Correspondent, to: Correspondent): Promise<readonly string[]> {
  const textsOf = async (one: Correspondent, mine: boolean): Promise<readonly string[]> =>
    (await readStoredMessages(one.page())).filter((message) => message.mine === mine).map(({ text }) => text);
  const own = await textsOf(from, true);
  const isComplete = async (): Promise<boolean> => (await textsOf(to, false)).length >= own.length;
  await until(`all from ${from.name}`, isComplete, { timeoutMs: recoveryMs, everyMs: 250 }).catch(() => undefined);
  const arrived = await textsOf(to, false);
  const stored = new Set(own);
  const there = new Set(arrived);
  const firstDifference = arrived.findIndex((text, at) => text !== own[at]);
  return [
    ...from.promised.filter((text) => !stored.has(text)).map((text) => `promised and lost: ${text}`),
    ...own.filter((text) => !there.has(text)).map((text) => `not delivered: ${text}`),
    ...arrived.filter((text, at) => arrived.indexOf(text) !== at).map((text) => `twice: ${text}`),
    ...(firstDifference === -1 ? [] : [`not as written from "${own[firstDifference]}" on`]),
  ];
}
