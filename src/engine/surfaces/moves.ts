import type { Move } from '../../shared/messaging/moves.ts';
import type { Port } from '../../shared/messaging/port.ts';
import type { Play } from '../play/play.ts';
import type { Pointing } from '../pointing/pointing.ts';

interface MovesDependencies {
  readonly pointing: Pick<Pointing, 'act'>;
  readonly play: Pick<Play, 'setOwn'>;
}

/** Hears what people do up to sixty times a second: a port is several times faster than a request, which has an answer. */
export function createMoves({ pointing, play }: MovesDependencies): (port: Port) => void {
  return (port) =>
    port.onMessage((message) => {
      if (!isMove(message)) return;
      if (message.kind === 'pointing') pointing.act(message.action);
      else play.setOwn(message.contactId, message.own);
    });
}

/** The surface is compiled against the same type. */
function isMove(message: unknown): message is Move {
  const kind = typeof message === 'object' && message !== null && 'kind' in message ? message.kind : undefined;
  return kind === 'pointing' || kind === 'play';
}
