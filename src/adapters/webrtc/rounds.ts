/** `known`: it came another way before. `ignored`: an offer of ours stands against it, or it was taken back or is for one that was. */
export type Taken = 'applied' | 'known' | 'ignored';

/** Tells descriptions that count from those that come late or twice, for halves of a restart go two ways (docs/protocol.md#ice-restart). */
export interface Rounds {
  /** An offer of ours was made; returns its number. */
  begin(offer: { readonly restarts: boolean }): number;
  /** Whether our newest offer is one of a restart. */
  offersRestart(): boolean;
  /** How a description is dealt with that needs nothing any more; of an offer it is noted that it was seen. */
  passedBy(description: { readonly type: 'offer' | 'answer'; readonly round: number }): Passed | undefined;
  /** Their offer is in force. */
  take(round: number): void;
}

type Passed = Exclude<Taken, 'applied'>;

export function createRounds(connection: Pick<RTCPeerConnection, 'signalingState'>): Rounds {
  let ours = { round: 0, restarts: false };
  /** Of their offers the newest that came, and the newest that was not ignored. */
  let seen = 0;
  let taken = 0;

  function passedOffer(round: number): Passed | undefined {
    if (round > seen) {
      seen = round;
      return undefined;
    }
    return round === taken ? 'known' : 'ignored';
  }

  function passedAnswer(round: number): Passed | undefined {
    if (round !== ours.round) return 'ignored';
    return connection.signalingState === 'have-local-offer' ? undefined : 'known';
  }

  return {
    begin({ restarts }) {
      ours = { round: ours.round + 1, restarts };
      return ours.round;
    },
    offersRestart: () => ours.restarts,
    passedBy: ({ type, round }) => (type === 'offer' ? passedOffer(round) : passedAnswer(round)),
    take(round) {
      taken = round;
    },
  };
}
