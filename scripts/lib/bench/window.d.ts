import type { Probe } from './page-probe.mjs';

declare global {
  interface Window {
    beelineProbe: Probe;
  }
}
