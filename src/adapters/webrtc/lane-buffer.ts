import type { LaneMessage } from './lane-messages.ts';
import type { Overflow } from './lane-table.ts';

/** The way out of one lane: its channel, and before it whatever its overflow policy lets wait. */
export interface LaneBuffer {
  /** False when the channel is not open or the message was refused. */
  send(message: LaneMessage): boolean;
  /** In the channel and before it, not yet handed to the network. */
  bufferedBytes(): number;
}

export function createLaneBuffer(channel: RTCDataChannel, overflow: Overflow, onDrained: () => void): LaneBuffer {
  const { maxBufferedBytes, lowWaterBytes } = overflow;
  const waiting: LaneMessage[] = [];

  const hasRoomFor = ({ byteLength }: LaneMessage): boolean => channel.bufferedAmount + byteLength <= maxBufferedBytes;
  const bufferedBytes = (): number => waiting.reduce((sum, { byteLength }) => sum + byteLength, channel.bufferedAmount);

  function refill(): void {
    for (let next = waiting[0]; next !== undefined && hasRoomFor(next); next = waiting[0]) {
      waiting.shift();
      transmit(channel, next);
    }
  }

  function takeIn(message: LaneMessage): boolean {
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
    send(message) {
      if (channel.readyState !== 'open') return false;
      refill();
      return waiting.length === 0 && hasRoomFor(message) ? transmit(channel, message) : takeIn(message);
    },
    bufferedBytes,
  };
}

/** Whoever sent it may write something else into its bytes while it waits. */
function copyOf({ data, byteLength }: LaneMessage): LaneMessage {
  return { data: typeof data === 'string' ? data : data.slice(), byteLength };
}

function transmit(channel: RTCDataChannel, { data }: LaneMessage): boolean {
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
