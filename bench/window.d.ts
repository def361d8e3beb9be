import type { ColdProbe } from './cold/cold-probe.ts';
import type { FrameProbe } from './probes/frame-probe.mjs';
import type { LaneProbe } from './probes/lane-probe.mjs';
import type { Probe } from './probes/page-probe.mjs';
import type { RawProbe } from './probes/raw-probe.mjs';

declare global {
  interface Window {
    beelineCold: ColdProbe;
    beelineProbe: Probe;
    beelineLane: LaneProbe;
    beelineFrames: FrameProbe;
    beelineRaw: RawProbe;
  }
}
