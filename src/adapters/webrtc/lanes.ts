import type { Lane } from '../../engine/ports/peer-port.ts';
import { laneNames } from '../../engine/ports/peer-port.ts';
import type { LaneChannel, LaneContent, NamedFrame } from './lane-channel.ts';
import { openLaneChannel } from './lane-channel.ts';

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
  const channels = new Map<Lane, LaneChannel>();
  const early: (() => void)[] = [];
  let open = false;

  function onChannelOpen(): void {
    if (open || ![...channels.values()].every((channel) => channel.isOpen())) return;
    open = true;
    handlers.onOpen();
    for (const deliver of early.splice(0)) deliver();
  }

  function onContent(lane: Lane, content: LaneContent | undefined): void {
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
    const channel = openLaneChannel(connection, lane, {
      onOpen: onChannelOpen,
      onClosed: handlers.onClosed,
      onContent: (content) => onContent(lane, content),
      onDrained: () => handlers.onDrained(lane),
    });
    channels.set(lane, channel);
  }

  return {
    get open() {
      return open;
    },
    send: (lane, frame) => channels.get(lane)?.send(frame) ?? false,
    sendBytes: (lane, bytes) => channels.get(lane)?.sendBytes(bytes) ?? false,
    bufferedBytes: (lane) => channels.get(lane)?.bufferedBytes() ?? 0,
  };
}
