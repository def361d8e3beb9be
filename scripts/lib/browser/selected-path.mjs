import { connectionsOf } from './peer-connections.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/**
 * What one end of a connection sends from, as statistics name it.
 * @typedef {object} PathEnd
 * @property {'host' | 'srflx' | 'prflx' | 'relay'} type
 * @property {'udp' | 'tcp' | 'tls' | null} relayProtocol how its relay is spoken to, null without one
 * @property {'IPv4' | 'IPv6'} family
 */

/** The candidate pair on which the connections of an engine's page send at present, from there. @param {Page} engine @returns {Promise<PathEnd[]>} */
export async function selectedPathsIn(engine) {
  const live = await connectionsOf(engine);
  try {
    return await live.evaluate(async (connections) => {
      const reports = await Promise.all(connections.map((connection) => connection.getStats()));
      return reports.flatMap((report) => {
        const transport = [...report.values()].find(({ type }) => type === 'transport');
        const local = report.get(report.get(transport?.selectedCandidatePairId)?.localCandidateId);
        if (local === undefined) return [];
        const { candidateType, relayProtocol = null, address } = local;
        /** @type {PathEnd['family']} */
        const family = address?.includes(':') ? 'IPv6' : 'IPv4';
        return [{ type: candidateType, relayProtocol, family }];
      });
    });
  } finally {
    await live.dispose();
  }
}
