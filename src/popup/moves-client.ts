import type { Move } from '../shared/messaging/moves.ts';
import type { Port } from '../shared/messaging/port.ts';

/** Tells moves over a port that is opened with the first one, and anew when there is another engine. */
export function createMovesClient(openPort: () => Port): (move: Move) => void {
  let port: Port | null = null;
  return (move) => {
    if (port === null) {
      port = openPort();
      port.onDisconnect(() => {
        port = null;
      });
    }
    port.post(move);
  };
}
