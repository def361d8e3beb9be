import { frameName } from '../../engine/links/rules/frames.ts';
import type { Lane } from '../../engine/ports/peer-port.ts';
import type { Overflow } from './lane-table.ts';
import { laneTable } from './lane-table.ts';

export interface NamedFrame {
  readonly t: string;
}

export type LaneContent = NamedFrame | Uint8Array<ArrayBuffer>;

/** One lane: its channel, and before that whatever its overflow policy lets wait. */
export interface LaneChannel {
  isOpen(): boolean;
  /** False when the channel is not open or the frame was refused. Throws for one over the size limit of the lane. */
  send(frame: unknown): boolean;
  /** As `send`. */
  sendBytes(bytes: Uint8Array<ArrayBuffer>): boolean;
  /** In the channel and before it, not yet handed to the network. */
  bufferedBytes(): number;
}

export interface LaneChannelHandlers {
  onOpen(): void;
  onClosed(): void;
  /** Undefined for a message that is bad. */
  onContent(content: LaneContent | undefined): void;
  onDrained(): void;
}

/** As a data channel sends it: JSON as text, bytes as binary. */
interface Message {
  readonly data: string | Uint8Array<ArrayBuffer>;
  readonly byteLength: number;
}

export function openLaneChannel(connection: RTCPeerConnection, lane: Lane, handlers: LaneChannelHandlers): LaneChannel {
  const { channel: options, maxMessageBytes, overflow } = laneTable[lane];
  // The label of a channel that both sides negotiated beforehand stays at home (RFC 8832 §4): its number alone joins the two ends.
  const channel = connection.createDataChannel(lane, { ...options, negotiated: true });
  channel.binaryType = 'arraybuffer';
  channel.onopen = () => handlers.onOpen();
  channel.onclose = () => handlers.onClosed();
  channel.onmessage = ({ data }) => handlers.onContent(parseContent(data, maxMessageBytes));
  const queue = createQueue(channel, overflow, handlers.onDrained);

  function send(message: Message): boolean {
    const { byteLength } = message;
    if (byteLength > maxMessageBytes) throw new RangeError(`frame of ${byteLength} bytes on ${lane}`);
    return queue.send(message);
  }

  return {
    isOpen: () => channel.readyState === 'open',
    send(frame) {
      const data = JSON.stringify(frame);
      return send({ data, byteLength: utf8Length(data) });
    },
    sendBytes: (data) => send({ data, byteLength: data.byteLength }),
    bufferedBytes: queue.bufferedBytes,
  };
}

/** What is sent goes to the channel while that has room, and waits or is refused otherwise. */
function createQueue(channel: RTCDataChannel, overflow: Overflow, onDrained: () => void) {
  const { maxBufferedBytes, lowWaterBytes } = overflow;
  const waiting: Message[] = [];

  const hasRoomFor = ({ byteLength }: Message): boolean => channel.bufferedAmount + byteLength <= maxBufferedBytes;
  const bufferedBytes = (): number => waiting.reduce((sum, { byteLength }) => sum + byteLength, channel.bufferedAmount);

  function refill(): void {
    for (let next = waiting[0]; next !== undefined && hasRoomFor(next); next = waiting[0]) {
      waiting.shift();
      transmit(channel, next);
    }
  }

  function takeIn(message: Message): boolean {
    switch (overflow.policy) {
      case 'refuse':
        return false;
      case 'drop-oldest':
        waiting.push(copyOf(message));
        if (waiting.length > overflow.maxWaiting) waiting.shift();
        return true;
    }
  }

  channel.bufferedAmountLowThreshold = lowWaterBytes;
  channel.onbufferedamountlow = () => {
    refill();
    // When it has been filled again, by us or by a message sent since, the browser will tell once more.
    if (bufferedBytes() <= lowWaterBytes) onDrained();
  };

  return {
    send(message: Message): boolean {
      if (channel.readyState !== 'open') return false;
      refill();
      return waiting.length === 0 && hasRoomFor(message) ? transmit(channel, message) : takeIn(message);
    },
    bufferedBytes,
  };
}

/** Whoever sent it may write something else into its bytes while it waits. */
function copyOf({ data, byteLength }: Message): Message {
  return { data: typeof data === 'string' ? data : data.slice(), byteLength };
}

function transmit(channel: RTCDataChannel, { data }: Message): boolean {
  try {
    // Each branch picks one of the overloads of `send`.
    if (typeof data === 'string') channel.send(data);
    else channel.send(data);
    return true;
  } catch (error) {
    // The channel may have begun to close since its state was read, or its queue be full.
    if (error instanceof DOMException) return false;
    throw error;
  }
}

/** What the peer sent on a channel that gives binary messages as `ArrayBuffer`; undefined when it is bad. */
function parseContent(data: unknown, maxBytes: number): LaneContent | undefined {
  if (data instanceof ArrayBuffer) return data.byteLength <= maxBytes ? new Uint8Array(data) : undefined;
  return typeof data === 'string' && utf8Length(data) <= maxBytes ? parseFrame(data) : undefined;
}

function parseFrame(text: string): NamedFrame | undefined {
  try {
    const frame: unknown = JSON.parse(text);
    const t = frameName(frame);
    return typeof frame === 'object' && frame !== null && t !== undefined ? { ...frame, t } : undefined;
  } catch {
    return undefined;
  }
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
