import { consoleLog as log } from '../adapters/console-log.ts';
import type { Engine } from '../engine/engine.ts';
import type { Transport } from '../shared/messaging/channel.ts';
import { serve } from '../shared/messaging/channel.ts';
import { fastStreamPortName } from '../shared/messaging/fast-stream.ts';
import type { EngineFailed } from '../shared/messaging/feed.ts';
import { feedPortName } from '../shared/messaging/feed.ts';
import { movesPortName } from '../shared/messaging/moves.ts';
import type { Port } from '../shared/messaging/port.ts';
import { sharedPagePortName } from '../shared/messaging/shared-page.ts';
import { whyNoEngine } from './engine-failure.ts';

/** By then there may be room on the disk, or whoever held the database may have gone. */
const retryMs = 30_000;

/** The ways by which surfaces come to an engine. */
export interface EngineDoors {
  readonly transport: Transport;
  /** Hands over each port that a surface opens under `name`. */
  servePorts(name: string, onPort: (port: Port) => void): void;
}

/**
 * Lets surfaces reach an engine that is still starting. They are heard from now on, whatever keeps it from starting, and told
 * of that; with `tryAgain`, which begins anew, it is tried again after a while.
 * @returns the engine with everything stored loaded; rejects when there is none
 */
export function serveEngine(
  { transport, servePorts }: EngineDoors,
  starting: Promise<Engine>,
  tryAgain?: () => void,
): Promise<Engine> {
  const ready = starting.then(async (engine) => {
    await engine.ready;
    return engine;
  });
  const requests = starting.then((engine) => engine.requests);
  serve(transport, 'engine')(requests);
  servePorts(feedPortName, (port) => void ready.then((engine) => engine.attach(port), tellFailure(port)));
  const attachOrClose = (attach: (engine: Engine, port: Port) => void) => (port: Port) =>
    void ready.then(
      (engine) => attach(engine, port),
      () => port.close(),
    );
  servePorts(
    fastStreamPortName,
    attachOrClose((engine, port) => engine.attachStream(port)),
  );
  servePorts(
    movesPortName,
    attachOrClose((engine, port) => engine.attachMoves(port)),
  );
  servePorts(
    sharedPagePortName,
    attachOrClose((engine, port) => engine.attachSharedPage(port)),
  );
  ready.catch((error: unknown) => {
    const cause = whyNoEngine(error);
    log('error', 'engine-not-started', { cause, reason: String(error) });
    if (tryAgain && cause !== 'no-service') setTimeout(tryAgain, retryMs);
  });
  return ready;
}

function tellFailure(port: Port): (error: unknown) => void {
  return (error) => port.post({ kind: 'failed', cause: whyNoEngine(error) } satisfies EngineFailed);
}
