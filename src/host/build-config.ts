import * as v from 'valibot';
import type { MailboxConfig } from '../adapters/firestore/mailbox-config.ts';
import type { PeerOptions } from '../engine/ports/peer-port.ts';

/** What a build says of its Firebase project; emulator addresses are empty strings in a build for people. */
export function readMailboxConfig(env: ImportMetaEnv): MailboxConfig {
  const firestore = text(env.BEELINE_FIRESTORE_EMULATOR);
  const auth = text(env.BEELINE_AUTH_EMULATOR);
  return {
    apiKey: text(env.VITE_FIREBASE_API_KEY),
    projectId: text(env.VITE_FIREBASE_PROJECT_ID),
    emulators: firestore && auth ? { firestore, auth } : undefined,
  };
}

/** Where the page of this build is served for those without the extension; null where it is not. */
export function readInvitePage(env: ImportMetaEnv): string | null {
  const address = text(env.VITE_INVITE_PAGE);
  return address === '' ? null : new URL(address).href;
}

const iceServersSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(
    v.object({
      urls: v.union([v.string(), v.array(v.string())]),
      username: v.exactOptional(v.string()),
      credential: v.exactOptional(v.string()),
    }),
  ),
);

/** Several independent operators, so that the loss of one costs nothing; none of them sees more than an address. */
const publicStunServers: PeerOptions['iceServers'] = [
  { urls: ['stun:stun.l.google.com:19302', 'stun:stun.cloudflare.com:3478', 'stun:stun.nextcloud.com:3478'] },
];

/** `VITE_ICE_SERVERS` is a JSON list of `RTCIceServer`; without it public STUN servers are used, and no TURN. */
export function readIceServers(env: ImportMetaEnv): PeerOptions['iceServers'] {
  const configured = v.safeParse(iceServersSchema, env.VITE_ICE_SERVERS);
  if (configured.success) return configured.output;
  // People at the emulator sit at one machine: nothing outside is asked.
  return text(env.BEELINE_FIRESTORE_EMULATOR) ? [] : publicStunServers;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
