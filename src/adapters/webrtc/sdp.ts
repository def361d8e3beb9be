import type { CandidateFacts } from '../../engine/links/rules/candidate.ts';
import { readCandidate } from '../../engine/links/rules/candidate.ts';
import type { LinkDescription } from '../../engine/links/rules/signals.ts';
import { parseLinkDescription } from '../../engine/links/rules/signals.ts';

/** One data section and four of media. */
const maxSections = 5;
const defaultPortOfSctp = 5000;
/** What browsers of today take in one message (RFC 8841 §6). */
const maxMessageSize = 262_144;

/** Reads the browser's own data-only SDP; candidates are added by the caller, who knows when to stop waiting for them. */
export function readDescription(sdp: string, role: LinkDescription['role']): LinkDescription | undefined {
  return parseLinkDescription({
    role,
    ufrag: attribute(sdp, 'ice-ufrag'),
    password: attribute(sdp, 'ice-pwd'),
    fingerprint: fingerprints(sdp)[0],
    setup: attribute(sdp, 'setup'),
    candidates: [],
  });
}

/** The one SDP that a description can mean: nothing in it but what the description's parser let through. */
export function buildSdp(description: LinkDescription): string {
  const { ufrag, password, fingerprint, setup, candidates } = description;
  const lines = [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    ...candidates.map((candidate) => `a=candidate:${candidate}`),
    `a=ice-ufrag:${ufrag}`,
    `a=ice-pwd:${password}`,
    'a=ice-options:trickle',
    `a=fingerprint:sha-256 ${(fingerprint.toUpperCase().match(/../g) ?? []).join(':')}`,
    `a=setup:${setup}`,
    'a=mid:0',
    `a=sctp-port:${defaultPortOfSctp}`,
    `a=max-message-size:${maxMessageSize}`,
  ];
  return `${lines.join('\r\n')}\r\n`;
}

/** The peer's SDP that is in force, with the ICE credentials of a restart that came without one. */
export function withRestart(sdp: string, { ufrag, password, setup }: LinkDescription): string {
  return sdp
    .replace(/^a=ice-ufrag:.*$/gm, `a=ice-ufrag:${ufrag}`)
    .replace(/^a=ice-pwd:.*$/gm, `a=ice-pwd:${password}`)
    .replace(/^a=setup:.*$/gm, `a=setup:${setup}`)
    .replace(/^a=(?:candidate:.*|end-of-candidates)\r?\n/gm, '');
}

/** What the browser has found so far, from its own SDP. */
export function candidatesIn(sdp: string): readonly CandidateFacts[] {
  return [...sdp.matchAll(/^a=(candidate:.*?)\r?$/gm)].flatMap((match) => readCandidate(match[1]) ?? []);
}

/** Whether an SDP has the sections of another one, so that only credentials tell them apart. */
export function hasSameSections(one: string, other: string): boolean {
  const count = (sdp: string): number => sdp.match(/^m=/gm)?.length ?? 0;
  return count(one) === count(other);
}

/**
 * Whether a full SDP that came over the link may be applied to it: the same certificate as in the sealed description,
 * the data section first, no more sections than a call needs, no candidate that names a host to be looked up.
 */
export function isAcceptableRenegotiation(sdp: string, fingerprint: string): boolean {
  const sections = sdp.match(/^m=.*$/gm) ?? [];
  const prints = fingerprints(sdp);
  const candidates = [...sdp.matchAll(/^a=(candidate:.*?)\r?$/gm)];
  return (
    sections.length <= maxSections &&
    sections[0]?.startsWith('m=application ') === true &&
    prints.length > 0 &&
    prints.every((print) => print === fingerprint) &&
    candidates.every((match) => readCandidate(match[1]) !== undefined)
  );
}

/** Whether the peer's description in force is of the ICE generation with this user fragment. */
export function isInForce({ remoteDescription }: RTCPeerConnection, ufrag: string | undefined): boolean {
  return ufrag !== undefined && remoteDescription?.sdp.includes(`a=ice-ufrag:${ufrag}\r`) === true;
}

/** ICE user fragment of the newest generation in an SDP. */
export function ufragOf(sdp: string): string | undefined {
  return attribute(sdp, 'ice-ufrag');
}

function attribute(sdp: string, name: string): string | undefined {
  return new RegExp(`^a=${name}:(\\S+)\\r?$`, 'm').exec(sdp)?.[1];
}

/** Hex digits of SHA-256 fingerprints; one by another hash is given as is and so equals none. */
function fingerprints(sdp: string): readonly string[] {
  return [...sdp.matchAll(/^a=fingerprint:(.*?)\r?$/gm)].map(([, value = '']) => {
    const hex = /^sha-256 ((?:[0-9a-f]{2}:){31}[0-9a-f]{2})$/i.exec(value)?.[1];
    return hex?.replaceAll(':', '').toLowerCase() ?? value;
  });
}
