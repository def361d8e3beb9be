import { runtimeTransport } from '../shared/messaging/runtime-transport.ts';
import { logFailure } from './console-log.ts';
import { ensureEngine } from './ensure-engine.ts';
import * as platform from './platform.ts';
import { startBackground } from './start-background.ts';
import { startWatchdog, watchdogAlarm } from './watchdog.ts';

// Chromium's worker: the engine lives in a document of its own, which is looked after from here.

startBackground({ transport: runtimeTransport, ensureEngine });

platform.onAlarm((name) => {
  if (name === watchdogAlarm) ensureEngine().catch(logFailure('engine-not-started'));
});

startWatchdog().catch(logFailure('watchdog-not-started'));
