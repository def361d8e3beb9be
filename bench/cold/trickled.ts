import { answerTo, descriptionOf, echoOn } from './first-message.ts';

/** Two plain connections in two browsers that tell each other everything at once, past any service. */
export interface Trickled {
  /** Browsers are connected once, so that what connections say to each other takes next to no time. */
  offerWire(): Promise<string>;
  answerWire(sdp: string): Promise<string>;
  closeWire(sdp: string): Promise<void>;
  /** Milliseconds from nothing until a message was answered. */
  linkTrickled(): Promise<number>;
}

type Word = { readonly description: RTCSessionDescriptionInit } | { readonly candidate: RTCIceCandidateInit } | 'over';

export function createTrickled(): Trickled {
  const line = new RTCPeerConnection();
  const wire = line.createDataChannel('wire', { negotiated: true, id: 0 });
  const tell = (word: Word): void => wire.send(JSON.stringify(word));
  let linked: RTCPeerConnection | undefined;

  function open(): RTCPeerConnection {
    const connection = new RTCPeerConnection();
    connection.onicecandidate = ({ candidate }) => candidate && tell({ candidate: candidate.toJSON() });
    connection.ondatachannel = ({ channel }) => echoOn(channel);
    linked = connection;
    return connection;
  }

  async function describe(connection: RTCPeerConnection): Promise<void> {
    await connection.setLocalDescription();
    tell({ description: descriptionOf(connection) });
  }

  async function hear(word: Word): Promise<void> {
    if (word === 'over') return linked?.close();
    const connection = 'description' in word && word.description.type === 'offer' ? open() : linked;
    if ('candidate' in word) return connection?.addIceCandidate(word.candidate);
    await connection?.setRemoteDescription(word.description);
    if (word.description.type === 'offer' && connection) await describe(connection);
  }

  wire.onmessage = ({ data }) => void hear(JSON.parse(data));

  async function describeWhole(): Promise<string> {
    await line.setLocalDescription();
    while (line.iceGatheringState !== 'complete')
      await new Promise((resolve) => line.addEventListener('icegatheringstatechange', resolve, { once: true }));
    return descriptionOf(line).sdp;
  }

  return {
    offerWire: describeWhole,
    async answerWire(sdp) {
      await line.setRemoteDescription({ type: 'offer', sdp });
      return describeWhole();
    },
    async closeWire(sdp) {
      await line.setRemoteDescription({ type: 'answer', sdp });
      if (wire.readyState !== 'open') await new Promise((resolve) => wire.addEventListener('open', resolve));
    },
    async linkTrickled() {
      const startedAt = performance.now();
      const connection = open();
      const answered = answerTo(connection.createDataChannel('raw'));
      await describe(connection);
      await answered;
      const tookMs = performance.now() - startedAt;
      connection.close();
      tell('over');
      return tookMs;
    },
  };
}
