export interface Clock {
  /** Milliseconds since the Unix epoch by this computer's clock. */
  nowMs(): number;
  /** Runs `action` once after `delayMs`; the returned function cancels. */
  after(delayMs: number, action: () => void): () => void;
}
