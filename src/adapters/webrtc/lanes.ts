import { frameName } from '../../engine/links/rules/frames.ts';
import type { Lane } from '../../engine/ports/peer-port.ts';

/** The three pre-negotiated data channels of a link (docs/protocol.md#channels). */
export interface Lanes {
  /** False when the lane is not open or its queue is full; nothing is kept. Throws for a frame over the size limit. */
  send(lane: Lane, frame: unknown): boolean;
  readonly open: boolean;
}

export interface LaneHandlers {
  onOpen(): void;
  /** The peer closed a lane, which means that it closed the link. */
  onClosed(): void;
  onFrame(lane: Lane, frame: { readonly t: string }): void;
  onBadFrame(lane: Lane): void;
}

const channels: readonly (RTCDataChannelInit & { readonly lane: Lane })[] = [
  { lane: 'control', id: 0, negotiated: true, ordered: true },
  { lane: 'text', id: 1, negotiated: true, ordered: true },
  { lane: 'unreliable', id: 2, negotiated: true, ordered: false, maxRetransmits: 0 },
];

/** The largest message that every browser takes, in bytes: what Chromium announces as its limit (RFC 8841 §6). */
const maxFrameBytes = 256 * 1024;
/** Below Chromium's limit of 16 MiB, at which a channel breaks. */
const maxQueuedBytes = 8 * 1024 * 1024;
/** One lane may speak a moment before the last one reports open; twice what the text lane sends before it hears anything. */
const maxEarlyFrames = 64;

export function createLanes(connection: RTCPeerConnection, handlers: LaneHandlers): Lanes {
  const lanes = new Map<Lane, RTCDataChannel>();
  const early: (() => void)[] = [];
  let open = false;

  function onChannelOpen(): void {
    if (open || ![...lanes.values()].every(({ readyState }) => readyState === 'open')) return;
    open = true;
    handlers.onOpen();
    for (const deliver of early.splice(0)) deliver();
  }

  function onMessage(lane: Lane, data: unknown): void {
    const frame = parseFrame(data);
    if (frame === undefined) handlers.onBadFrame(lane);
    else if (open) handlers.onFrame(lane, frame);
    else if (early.length < maxEarlyFrames) early.push(() => handlers.onFrame(lane, frame));
    else handlers.onBadFrame(lane);
  }

  for (const { lane, ...init } of channels) {
    const channel = connection.createDataChannel(lane, init);
    channel.onopen = onChannelOpen;
    channel.onclose = () => handlers.onClosed();
    channel.onmessage = (event) => onMessage(lane, event.data);
    lanes.set(lane, channel);
  }

  return {
    get open() {
      return open;
    },
    send(lane, frame) {
      const channel = lanes.get(lane);
      if (channel?.readyState !== 'open' || channel.bufferedAmount > maxQueuedBytes) return false;
      const text = JSON.stringify(frame);
      if (isTooLong(text)) throw new RangeError(`frame of ${text.length} characters on lane ${lane}`);
      try {
        channel.send(text);
        return true;
      } catch (error) {
        // The channel may have begun to close since its state was read, or its queue be full.
        if (error instanceof DOMException) return false;
        throw error;
      }
    },
  };
}

/** A character is at most three bytes, so that most frames need no counting. */
function isTooLong(text: string): boolean {
  if (text.length * 3 <= maxFrameBytes) return false;
  return new TextEncoder().encode(text).length > maxFrameBytes;
}

function parseFrame(data: unknown): { readonly t: string } | undefined {
  if (typeof data !== 'string' || isTooLong(data)) return undefined;
  try {
    const frame: unknown = JSON.parse(data);
    const t = frameName(frame);
    return typeof frame === 'object' && frame !== null && t !== undefined ? { ...frame, t } : undefined;
  } catch {
    return undefined;
  }
}
