import { expect, test } from 'vitest';
import { createGatheringPatience } from '#src/adapters/webrtc/gathering-patience.ts';
import type { Restart } from '#src/adapters/webrtc/restart.ts';
import { createRestart } from '#src/adapters/webrtc/restart.ts';
import { buildSdp } from '#src/adapters/webrtc/sdp.ts';
import { readCandidate } from '#src/engine/links/rules/candidate.ts';
import { describedAs, hostCandidate } from '../../../fakes/link-descriptions.ts';

function create(): Restart {
  const connection = {
    localDescription: { type: 'offer', sdp: buildSdp(describedAs('offer')) },
    remoteDescription: { type: 'answer', sdp: buildSdp(describedAs('answer')) },
  } as RTCPeerConnection;
  return createRestart({
    ...{ connection, relayOnly: false, asksServers: true, asksRelay: false, patience: createGatheringPatience() },
    negotiation: { restart: async () => undefined, apply: async () => 'applied' },
    introduction: { peerDescription: () => describedAs('answer'), addCandidates: async () => undefined },
    onLateCandidates: () => undefined,
  });
}

test('a restart is no letter worth writing while this computer is in no network, and one as soon as it is', async () => {
  const restart = create();
  const without = restart.restartIce();
  restart.onGathered();
  expect(await without).toBeUndefined();

  const facts = readCandidate(hostCandidate);
  if (facts === undefined) throw new Error('not a candidate');
  const found = restart.restartIce();
  restart.onLocalCandidate(facts);
  restart.onGathered();
  expect((await found)?.candidates).toEqual([facts.value]);
  restart.close();
});
