/** @typedef {import('puppeteer-core').Page} Page */

/**
 * Every `RTCPeerConnection` alive in a page, found on its heap and not by asking the program that made them.
 * @param {Page} page
 * @returns {Promise<{ connectionState: string, receivers: number }[]>} without the closed ones
 */
export async function peerConnectionsIn(page) {
  return await withLiveConnections(page, (connections) =>
    connections.map((connection) => ({
      connectionState: connection.connectionState,
      receivers: connection.getReceivers().length,
    })),
  );
}

/**
 * Adds up what has arrived as video over all live connections of a page.
 * @param {Page} page
 * @returns {Promise<{ framesReceived: number, framesDecoded: number, largestWidth: number }>}
 */
export async function videoReceivedIn(page) {
  return await withLiveConnections(page, async (connections) => {
    const reports = await Promise.all(connections.map((connection) => connection.getStats()));
    const streams = reports
      .flatMap((report) => [...report.values()])
      .filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'video');
    return {
      framesReceived: streams.reduce((sum, stats) => sum + (stats.framesReceived ?? 0), 0),
      framesDecoded: streams.reduce((sum, stats) => sum + (stats.framesDecoded ?? 0), 0),
      largestWidth: Math.max(0, ...streams.map((stats) => stats.frameWidth ?? 0)),
    };
  });
}

/**
 * The pictures a page sends, in the size its own tracks have.
 * @param {Page} page
 * @returns {Promise<{ width: number, height: number }[]>}
 */
export async function videoSentFrom(page) {
  return await withLiveConnections(page, (connections) =>
    connections
      .flatMap((connection) => connection.getSenders())
      .map(({ track }) => (track?.kind === 'video' && track.readyState === 'live' ? track.getSettings() : undefined))
      .flatMap((settings) => (settings ? [{ width: settings.width ?? 0, height: settings.height ?? 0 }] : [])),
  );
}

/**
 * What a page sends on its live connections now.
 * @param {Page} page
 * @returns {Promise<{ id: string, kind: string, label: string, contentHint: string, enabled: boolean, preference: string }[]>}
 */
export async function tracksSentFrom(page) {
  return await withLiveConnections(page, (connections) =>
    connections
      .flatMap((connection) => connection.getSenders())
      .flatMap((sender) => {
        const { track } = sender;
        if (track?.readyState !== 'live') return [];
        const { id, kind, label, contentHint, enabled } = track;
        return [
          { id, kind, label, contentHint, enabled, preference: String(sender.getParameters().degradationPreference) },
        ];
      }),
  );
}

/**
 * What the live connections of a page have agreed on, both sides.
 * @param {Page} page
 * @returns {Promise<string[]>} session descriptions
 */
export async function descriptionsIn(page) {
  return await withLiveConnections(page, (connections) =>
    connections.flatMap(({ localDescription, remoteDescription }) => [
      localDescription?.sdp ?? '',
      remoteDescription?.sdp ?? '',
    ]),
  );
}

/**
 * What the live connections of a page have agreed on, both sides, apart from the way of their packets: a busy computer may repair that at
 * any time, which counts in `version` as everything does, and a browser goes on finding candidates.
 * @param {Page} page
 * @returns {Promise<{ agreed: string, way: string, version: string }[]>} `way`: the ICE generation; `version`: line of the SDP's session
 */
export async function agreementsIn(page) {
  const ofTheWay = /^(?:a=candidate:|a=end-of-candidates|a=ice-ufrag:|a=ice-pwd:|c=|o=).*\r\n/gm;
  const descriptions = await descriptionsIn(page);
  return descriptions.map((sdp) => ({
    agreed: sdp.replace(ofTheWay, '').replace(/^(m=\w+) \d+/gm, '$1'),
    way: /^a=ice-ufrag:.*$/m.exec(sdp)?.[0] ?? '',
    version: /^o=.*$/m.exec(sdp)?.[0] ?? '',
  }));
}

/**
 * @template T
 * @param {Page} page
 * @param {(connections: RTCPeerConnection[]) => T} look runs in the page and knows nothing from here
 * @returns {Promise<Awaited<T>>}
 */
async function withLiveConnections(page, look) {
  const live = await connectionsOf(page);
  try {
    return await live.evaluate(look);
  } finally {
    await live.dispose();
  }
}

/** The live connections themselves, to be disposed of. @param {Page} page */
export async function connectionsOf(page) {
  const prototype = await page.evaluateHandle(() => RTCPeerConnection.prototype);
  const all = await page.queryObjects(prototype);
  const live = await all.evaluateHandle((found) => found.filter(({ connectionState }) => connectionState !== 'closed'));
  await Promise.all([prototype, all].map((handle) => handle.dispose()));
  return live;
}
