import type { Lane } from '../../engine/ports/peer-port.ts';
import { laneNames } from '../../engine/ports/peer-port.ts';
import type { LaneBuffer } from './lane-buffer.ts';
import { createLaneBuffer } from './lane-buffer.ts';
import type { LaneMessage, NamedFrame } from './lane-messages.ts';
import { messageOf, parseMessage } from './lane-messages.ts';
import { laneTable } from './lane-table.ts';

/** The pre-negotiated data channels of a link. */
export interface Lanes {
  /** False when the lane is not open or refuses it. Throws for a frame over the size limit of the lane. */
  send(lane: Lane, frame: unknown): boolean;
  sendBytes(lane: Lane, bytes: Uint8Array<ArrayBuffer>): boolean;
  bufferedBytes(lane: Lane): number;
  readonly open: boolean;
}

export interface LaneHandlers {
  onOpen(): void;
  /** The peer closed a lane, which means that it closed the link. */
  onClosed(): void;
  onFrame(lane: Lane, frame: NamedFrame): void;
  onBytes(lane: Lane, bytes: Uint8Array<ArrayBuffer>): void;
  onBadFrame(lane: Lane): void;
  onDrained(lane: Lane): void;
}

/** One lane may speak a moment before the last one reports open. */
const maxEarlyFrames = 64;

export function createLanes(connection: RTCPeerConnection, handlers: LaneHandlers): Lanes {
  const channels: RTCDataChannel[] = [];
  const buffers = new Map<Lane, LaneBuffer>();
  const early: (() => void)[] = [];
  let open = false;

  function onChannelOpen(): void {
    if (open || !channels.every(({ readyState }) => readyState === 'open')) return;
    open = true;
    handlers.onOpen();
    for (const deliver of early.splice(0)) deliver();
  }

  function onMessage(lane: Lane, data: unknown): void {
    const content = parseMessage(data, laneTable[lane].maxMessageBytes);
    const deliver = (): void => {
      if (content === undefined) handlers.onBadFrame(lane);
      else if (content instanceof Uint8Array) handlers.onBytes(lane, content);
      else handlers.onFrame(lane, content);
    };
    if (open || content === undefined) deliver();
    else if (early.length < maxEarlyFrames) early.push(deliver);
    else handlers.onBadFrame(lane);
  }

  for (const lane of laneNames) {
    const traits = laneTable[lane];
    // The label of a channel that both sides negotiated beforehand stays at home (RFC 8832 §4): its number alone joins the two ends.
    const channel = connection.createDataChannel(lane, { ...traits.channel, negotiated: true });
    channel.binaryType = 'arraybuffer';
    channel.onopen = onChannelOpen;
    channel.onclose = () => handlers.onClosed();
    channel.onmessage = (event) => onMessage(lane, event.data);
    channels.push(channel);
    buffers.set(
      lane,
      createLaneBuffer(channel, traits.overflow, () => handlers.onDrained(lane)),
    );
  }

  function send(lane: Lane, message: LaneMessage): boolean {
    const { byteLength } = message;
    if (byteLength > laneTable[lane].maxMessageBytes) throw new RangeError(`frame of ${byteLength} bytes on ${lane}`);
    return buffers.get(lane)?.send(message) ?? false;
  }

  return {
    get open() {
      return open;
    },
    send: (lane, frame) => send(lane, messageOf(frame)),
    sendBytes: (lane, bytes) => send(lane, { data: bytes, byteLength: bytes.byteLength }),
    bufferedBytes: (lane) => buffers.get(lane)?.bufferedBytes() ?? 0,
  };
}
