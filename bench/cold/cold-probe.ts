import type { Hops } from './hops.ts';
import { createHops } from './hops.ts';
import type { Rooms } from './rooms.ts';
import { createRooms } from './rooms.ts';
import type { Trickled } from './trickled.ts';
import { createTrickled } from './trickled.ts';

/** What a first connection is measured beside, in the document of the engine but with nothing of it. */
export interface ColdProbe extends Hops, Rooms, Trickled {}

const probe: ColdProbe = { ...createHops(), ...createRooms(), ...createTrickled() };

Object.assign(window, { beelineCold: probe });
