import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeLeaving } from '../process/clean-up.mjs';
import { openRecordingProxy } from './recording-proxy.mjs';

/**
 * Puts recording proxies before the emulators, for as long as this process lives. Only what is built for the addresses returned
 * goes through them; the suite's own Node programs play the operator and go past.
 * @param {{ firestore: string, auth: string }} backend
 * @returns {Promise<{ firestore: string, auth: string, folder: string }>} `folder` has `sent` and room for what must not be in there
 */
export async function recordTraffic(backend) {
  const folder = await mkdtemp(join(tmpdir(), 'beeline-traffic-'));
  beforeLeaving(() => rm(folder, { recursive: true, force: true }));
  const sent = join(folder, 'sent');
  await mkdir(sent);
  const proxies = [await openRecordingProxy(backend.firestore, sent), await openRecordingProxy(backend.auth, sent)];
  beforeLeaving(() => Promise.all(proxies.map((proxy) => proxy.close())));
  const [firestore = '', auth = ''] = proxies.map(({ address }) => address);
  return { firestore, auth, folder };
}
