import type { RelayReport } from '../../engine/links/rules/obstacle.ts';

/** How packets may reach others: at all and directly, past the router, or through the relay server by one of its protocols. */
export type ConnectionWay = 'direct' | 'router' | 'relay-udp' | 'relay-tcp' | 'relay-tls';

export interface TestedWay {
  readonly way: ConnectionWay;
  /** Of the servers that were asked; of `direct`, for which nobody is asked, whether the browser lets packets out. */
  readonly outcome: RelayReport;
  /** From the question to the answer, in milliseconds. */
  readonly tookMs: number;
}
