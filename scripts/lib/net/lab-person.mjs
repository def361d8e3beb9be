import { askEngine, readSnapshot } from '../browser/engine-requests.mjs';
import { until } from '../browser/find.mjs';
import { launchPerson } from '../browser/person.mjs';
import { publicRelay } from './public-side.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./place.mjs').Place} Place */
/** @typedef {import('./access-network.mjs').AccessNetwork} AccessNetwork */
/** @typedef {import('#src/shared/snapshot.ts').Snapshot} Snapshot */

/**
 * Somebody at a computer of their own that can be plugged in anywhere.
 * @typedef {object} LabPerson
 * @property {string} name
 * @property {Place} computer
 * @property {import('../browser/person.mjs').Person} person
 * @property {Page} page of the extension, from which the engine is asked
 * @property {(what: string, isSo: (snapshot: Snapshot) => unknown, timeoutMs?: number) => Promise<Snapshot>} untilTold waits for what surfaces are told
 * @property {() => Promise<string>} contactId of the only contact
 * @property {(network: AccessNetwork) => Promise<void>} plugIn pulls the cable out of the network that it is in, if it is in one, and puts it into this one
 * @property {() => Promise<void>} unplug
 * @property {() => Promise<void>} rest says farewell and links to nobody
 * @property {() => Promise<void>} rouse may link again, directly or by the public side's relay
 * @property {() => Promise<void>} close
 */

const engineTimeoutMs = 30_000;

/**
 * Brings somebody up who has made their identity in that network.
 * @param {{ name: string, hue: number, chromium: string, extensionDir: string, computer: Place, network: AccessNetwork }} options
 * @returns {Promise<LabPerson>}
 */
export async function bringUpInLab({ computer, network, ...options }) {
  const { name } = options;
  await network.plugIn(computer);
  const person = await launchPerson({ ...options, entry: computer.entry });
  const page = await person.openTab();
  let isPlugged = true;
  /** @type {LabPerson} */
  const one = {
    ...{ name, computer, person, page },
    async untilTold(what, isSo, timeoutMs = engineTimeoutMs) {
      const ask = async () => {
        const snapshot = await readSnapshot(page);
        return snapshot !== undefined && Boolean(isSo(snapshot)) && snapshot;
      };
      return await until(`${what} at ${name}`, ask, { timeoutMs, everyMs: 20 });
    },
    async contactId() {
      const { contacts } = await one.untilTold('a contact', ({ contacts: all }) => all.length > 0);
      return contacts[0]?.id ?? '';
    },
    async plugIn(next) {
      if (isPlugged) await one.unplug();
      await next.plugIn(computer);
      isPlugged = true;
    },
    async unplug() {
      await computer.shell('ip link del net');
      isPlugged = false;
    },
    rest: () => change(page, { relayOnly: true, relayServer: { address: '' } }),
    rouse: () => change(page, { relayOnly: false, relayServer: publicRelay }),
    close: person.close,
  };
  await one.untilTold('the engine', ({ phase }) => phase === 'first-run');
  await askEngine(page, 'identity.create', { name });
  await one.untilTold('an ID', ({ self }) => self?.publication === 'reachable');
  await one.rouse();
  return one;
}

/** @param {Page} page @param {import('#src/shared/settings/settings.ts').SettingsChange} settings */
async function change(page, settings) {
  await askEngine(page, 'settings.change', settings);
}

/** Makes them contacts, who are linked. @param {LabPerson} inviter @param {LabPerson} invited */
export async function introduceInLab(inviter, invited) {
  const { self } = await invited.untilTold('an ID', ({ self: own }) => own?.id);
  await askEngine(inviter.page, 'contacts.invite', { text: self?.id });
  const { requests } = await invited.untilTold('a request', ({ requests: all }) => all.length > 0);
  await askEngine(invited.page, 'contacts.accept', { contactId: requests[0]?.id });
  await Promise.all([inviter, invited].map(untilLinkedInLab));
}

/** @param {LabPerson} one */
export async function untilLinkedInLab(one) {
  await one.untilTold('a link', ({ contacts }) => contacts[0]?.presence === 'online');
}
