const probeTimeoutMs = 1_000;

/**
 * Whether anything answers HTTP with success at `address` (host:port).
 *
 * @param {string} address
 */
export async function answersHttp(address) {
  try {
    const response = await fetch(`http://${address}/`, { signal: AbortSignal.timeout(probeTimeoutMs) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
