import { runtimeTransport } from '../shared/messaging/runtime-transport.ts';
import { ensureEngine } from './ensure-engine.ts';
import { startBackground } from './start-background.ts';

// Chromium's worker: the engine lives in a document of its own, which is looked after from here.

startBackground({ transport: runtimeTransport, ensureEngine });
