/** How packets may reach others: to the same network, past the router, or through the relay server by one of its protocols. */
export type ConnectionWay = 'near' | 'far' | 'relay-udp' | 'relay-tcp' | 'relay-tls';

/** `silent`: nothing answered. `refused`: a relay server does not know the user name or password. */
export type WayOutcome = 'works' | 'refused' | 'silent';

export interface TestedWay {
  readonly way: ConnectionWay;
  readonly outcome: WayOutcome;
  /** From the question to the answer, in milliseconds. */
  readonly tookMs: number;
}
