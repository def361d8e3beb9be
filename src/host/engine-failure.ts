import { StoreError } from '../engine/ports/stores-port.ts';
import type { EngineFailure } from '../shared/messaging/feed.ts';

export class NoServiceError extends Error {
  constructor() {
    super('this build names no Firebase project');
    this.name = 'NoServiceError';
  }
}

/** What a person is told of whatever kept the engine from starting. */
export function whyNoEngine(error: unknown): EngineFailure {
  if (error instanceof NoServiceError) return 'no-service';
  return error instanceof StoreError ? 'storage' : 'unknown';
}
