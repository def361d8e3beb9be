/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {readonly string[]} projects of `vitest.config.ts`; empty for the checks that are not tests
 * @property {readonly string[]} [files] parts of the names of the only files to run; all when there is none
 * @property {boolean} [needsBackend]
 * @property {boolean} [needsBrowser]
 * @property {boolean} [triesFirefox] some of its tests do without if there is none
 * @property {boolean} [needsRelay] a TURN server
 * @property {boolean} [needsNetworks] of its own. Its tests do without where none can be made
 * @property {boolean} [servesPage] invite links lead to a page on this computer
 * @property {boolean} [recordsTraffic] everything its browsers send to the backend is written down
 */

/** Every suite in the order in which a failure is cheapest to learn. @type {readonly Suite[]} */
export const suites = [
  { name: 'check', projects: [] },
  { name: 'unit', projects: ['unit', 'unit-popup'] },
  { name: 'architecture', projects: ['architecture'] },
  { name: 'rules', projects: ['rules'], needsBackend: true },
  { name: 'mutation', projects: ['mutation'], needsBackend: true },
  { name: 'integration', projects: ['integration'], needsBackend: true, triesFirefox: true, needsRelay: true },
  { name: 'simulation', projects: ['simulation'] },
  {
    name: 'soak',
    projects: ['soak-chat', 'soak-security', 'soak-calls'],
    needsBackend: true,
    needsBrowser: true,
    triesFirefox: true,
    needsRelay: true,
  },
  {
    name: 'networks',
    projects: ['networks'],
    needsBackend: true,
    needsBrowser: true,
    needsRelay: true,
    needsNetworks: true,
  },
  {
    name: 'e2e',
    projects: ['e2e', 'e2e-traffic'],
    needsBackend: true,
    needsBrowser: true,
    triesFirefox: true,
    recordsTraffic: true,
    servesPage: true,
  },
];

/** The suites asked for by name, all when none is; undefined when a name is unknown. @param {readonly string[]} names */
export function chooseSuites(names) {
  if (names.length === 0) return suites;
  const chosen = suites.filter(({ name }) => names.includes(name));
  return chosen.length === new Set(names).size ? chosen : undefined;
}
