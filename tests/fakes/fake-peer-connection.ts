import { hostCandidate } from './link-descriptions.ts';

interface FoundCandidate {
  readonly candidate: string;
  readonly sdpMid: string;
  readonly type: string | undefined;
}

const typeOf = (candidate: string): string | undefined => / typ (\w+)/.exec(candidate)?.[1];

/** Counts what is opened and closed, answers like a browser, and fails where told. */
export class FakePeerConnection {
  static readonly all: FakePeerConnection[] = [];
  /** Name of the method that rejects. */
  static failing: keyof FakePeerConnection | undefined;

  readonly configuration: RTCConfiguration;
  readonly channels: FakeDataChannel[] = [];
  readonly remoteCandidates: string[] = [];
  /** To which description each of them was said to belong. */
  readonly remoteFragments: (string | null | undefined)[] = [];
  signalingState = 'stable';
  connectionState = 'new';
  sctp: { readonly transport: { readonly state: string } } | null = null;
  localDescription: { type: string; sdp: string } | null = null;
  remoteDescription: { type: string; sdp: string } | null = null;
  onicecandidate: ((event: { candidate: FoundCandidate | null }) => void) | null = null;
  onicecandidateerror: ((error: { url: string; errorCode: number }) => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  onnegotiationneeded: (() => void) | null = null;

  constructor(configuration: RTCConfiguration) {
    this.configuration = configuration;
    FakePeerConnection.all.push(this);
  }

  static live(): number {
    return FakePeerConnection.all.filter(({ signalingState }) => signalingState !== 'closed').length;
  }

  static newest(): FakePeerConnection {
    const newest = FakePeerConnection.all.at(-1);
    if (newest === undefined) throw new Error('no connection was made');
    return newest;
  }

  createDataChannel(label: string): FakeDataChannel {
    const channel = new FakeDataChannel(label);
    this.channels.push(channel);
    return channel;
  }

  async setLocalDescription(): Promise<void> {
    this.failIf('setLocalDescription');
    const type = this.remoteDescription === null ? 'offer' : 'answer';
    this.localDescription = { type, sdp: sdpOf(type) };
  }

  async setRemoteDescription(description: { type: string; sdp: string }): Promise<void> {
    this.failIf('setRemoteDescription');
    this.remoteDescription = description;
  }

  async addIceCandidate({ candidate = '', usernameFragment }: RTCIceCandidateInit): Promise<void> {
    this.failIf('addIceCandidate');
    this.remoteCandidates.push(candidate);
    this.remoteFragments.push(usernameFragment);
  }

  find(candidate: string = hostCandidate): void {
    this.onicecandidate?.({ candidate: { candidate: `candidate:${candidate}`, sdpMid: '0', type: typeOf(candidate) } });
  }

  finishGathering(): void {
    this.onicecandidate?.({ candidate: null });
  }

  openChannels(): void {
    for (const channel of this.channels) channel.readyState = 'open';
    for (const channel of this.channels) channel.onopen?.();
  }

  change(state: string): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  close(): void {
    this.signalingState = 'closed';
  }

  private failIf(method: keyof FakePeerConnection): void {
    if (FakePeerConnection.failing === method) throw new DOMException(method, 'OperationError');
  }
}

export class FakeDataChannel {
  readonly label: string;
  readonly sent: string[] = [];
  readonly sentBytes: Uint8Array[] = [];
  readyState = 'connecting';
  binaryType = 'blob';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  onbufferedamountlow: (() => void) | null = null;
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;

  constructor(label: string) {
    this.label = label;
  }

  /** Nothing leaves the buffer before `drain`. */
  send(data: string | Uint8Array): void {
    if (this.readyState !== 'open') throw new DOMException('not open', 'InvalidStateError');
    if (typeof data === 'string') this.sent.push(data);
    else this.sentBytes.push(data.slice());
    this.bufferedAmount += typeof data === 'string' ? new TextEncoder().encode(data).length : data.length;
  }

  drain(leftBytes = 0): void {
    const wasAbove = this.bufferedAmount > this.bufferedAmountLowThreshold;
    this.bufferedAmount = leftBytes;
    if (wasAbove && leftBytes <= this.bufferedAmountLowThreshold) this.onbufferedamountlow?.();
  }
}

function sdpOf(type: 'offer' | 'answer'): string {
  return [
    'v=0',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'a=ice-ufrag:abcd',
    `a=ice-pwd:${'p'.repeat(24)}`,
    `a=fingerprint:sha-256 ${new Array(32).fill('AB').join(':')}`,
    `a=setup:${type === 'offer' ? 'actpass' : 'active'}`,
    'a=mid:0',
    '',
  ].join('\r\n');
}
