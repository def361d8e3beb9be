import type { Lane } from '../../engine/ports/peer-port.ts';

/** Everything in which the lanes differ; what is common to all of them is in `lane-channel.ts`. */
interface LaneTraits {
  readonly channel: { readonly id: number; readonly ordered: boolean; readonly maxRetransmits?: number };
  /** A longer message, text or binary, is never sent and bad when it comes. */
  readonly maxMessageBytes: number;
  readonly overflow: Overflow;
}

/** What happens to a message for which the channel has no room. */
export type Overflow = OverflowPolicy & {
  /** The most that the channel itself holds. */
  readonly maxBufferedBytes: number;
  /** A lane that held more than this and no longer does has drained. */
  readonly lowWaterBytes: number;
};

type OverflowPolicy =
  /** It is not taken, and the sender is told so. */
  | { readonly policy: 'refuse' }
  /** It waits before the channel, and the oldest ones that wait give way to it. */
  | { readonly policy: 'drop-oldest'; readonly maxWaiting: number };

const kibibyte = 1_024;

/** The largest message that every browser takes: what Chromium and Firefox announce (RFC 8841 §6). */
const largestMessageBytes = 256 * kibibyte;

/**
 * The largest message that travels in one packet on every path. A larger one is cut into several, and the loss of one is the loss of
 * all. Of the 1,280 bytes that IPv6 carries everywhere (RFC 8200 §5) WebRTC takes 40 for IPv6, 8 for UDP, 4 for a TURN channel and 37
 * for DTLS (`kMaxSafeMTUSize` in its `dcsctp_options.h`) and rounds down to 1,188. SCTP takes 12 for its header (RFC 9260 §3) and 20 for
 * that of the chunk (RFC 8260 §2.1), which leaves 1,156.
 */
const onePacketBytes = 1_150;

/**
 * The low-water mark is one message of the largest size on each lane: the channel still has something to carry while its sender
 * fetches the next.
 */
export const laneTable: Readonly<Record<Lane, LaneTraits>> = {
  control: {
    channel: { id: 0, ordered: true },
    maxMessageBytes: largestMessageBytes,
    // As on the text lane. What it carries is small, so that only a way on which nothing moves can fill it.
    overflow: { policy: 'refuse', maxBufferedBytes: 8 * kibibyte ** 2, lowWaterBytes: largestMessageBytes },
  },
  text: {
    channel: { id: 1, ordered: true },
    maxMessageBytes: largestMessageBytes,
    // Half of the 16 MiB at which Chromium throws (`DataChannelInterface::MaxSendQueueSize`); what is refused stays in the outbox.
    overflow: { policy: 'refuse', maxBufferedBytes: 8 * kibibyte ** 2, lowWaterBytes: largestMessageBytes },
  },
  unreliable: {
    channel: { id: 2, ordered: false, maxRetransmits: 0 },
    maxMessageBytes: onePacketBytes,
    overflow: {
      policy: 'drop-oldest',
      // What the channel has taken can no longer give way: four packets are less than 0.4 s on a line of 100 kbit/s.
      maxBufferedBytes: 4 * onePacketBytes,
      lowWaterBytes: onePacketBytes,
      // A quarter of a second of something that changes sixty times a second; what is older than that is no longer the state.
      maxWaiting: 16,
    },
  },
};
