import { beforeLeaving } from '../process/clean-up.mjs';
import { openAccessNetwork } from './access-network.mjs';
import { serveNames } from './name-server.mjs';
import { openPlace } from './place.mjs';
import { openPublicSide, publicHosts } from './public-side.mjs';

/** @typedef {import('./place.mjs').Place} Place */
/** @typedef {import('./access-kinds.mjs').AccessName} AccessName */
/** @typedef {import('./access-network.mjs').AccessNetwork} AccessNetwork */

/**
 * Networks of our own on this machine: a public side with one server, homes behind routers of chosen kinds, and computers to
 * plug in there. Nothing in them can be reached from outside, nor reaches it.
 * @typedef {object} NetworkLab
 * @property {import('./public-side.mjs').PublicSide} publicSide
 * @property {(name: AccessName, options?: { longWay?: boolean }) => Promise<AccessNetwork>} openNetwork
 * @property {() => Promise<Place>} openComputer plugged in nowhere
 * @property {() => Promise<void>} close
 */

/** @param {Parameters<typeof openPublicSide>[0]} [options] @returns {Promise<NetworkLab>} */
export async function openNetworkLab(options) {
  const publicSide = await openPublicSide(options);
  /** @type {Set<number>} */
  const numbers = new Set();
  /** @type {Set<{ close: () => Promise<void> }>} */
  const opened = new Set();
  const close = async () => {
    forget();
    await Promise.all([...opened].map((one) => one.close()));
    await publicSide.close();
  };
  const forget = beforeLeaving(close);
  return {
    publicSide,
    async openNetwork(name, shape) {
      const number = firstFree(numbers);
      numbers.add(number);
      const network = await openAccessNetwork({ name, core: publicSide.place, number, ...shape });
      opened.add(network);
      const closeNetwork = async () => {
        opened.delete(network);
        await network.close();
        numbers.delete(number);
      };
      return { ...network, close: closeNetwork };
    },
    async openComputer() {
      const computer = await openPlace({ hosts: publicHosts });
      const stopNames = await serveNames(computer, options);
      opened.add({ close: () => stopNames().then(computer.close) });
      return computer;
    },
    close,
  };
}

/** @param {ReadonlySet<number>} taken */
function firstFree(taken) {
  let number = 1;
  while (taken.has(number)) number += 1;
  return number;
}
