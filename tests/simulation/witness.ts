import type { EntryRecord } from '#src/engine/ports/stores-port.ts';
import type { Side } from './faulty-link.ts';

/** Knows what really happened to messages, by their IDs, whatever a side was put back to afterwards. */
export interface Witness {
  handleStored(side: Side): void;
  handleShown(side: Side, visible: boolean): void;
  handlePutBack(side: Side, restore: () => void): void;
  /** Received messages that were ever on the disk of a side, before its eyes, or on its disk and lost again. */
  readonly stored: Record<Side, ReadonlySet<string>>;
  readonly seen: Record<Side, ReadonlySet<string>>;
  readonly lost: Record<Side, ReadonlySet<string>>;
}

export function createWitness(entriesOf: (side: Side) => readonly EntryRecord[]): Witness {
  const stored = { a: new Set<string>(), b: new Set<string>() };
  const seen = { a: new Set<string>(), b: new Set<string>() };
  const lost = { a: new Set<string>(), b: new Set<string>() };
  const visible = { a: false, b: false };

  const looked = { a: 0, b: 0 };

  const received = (side: Side, from = 0): readonly string[] =>
    entriesOf(side)
      .slice(from)
      .flatMap((entry) => (entry.kind === 'message' && !entry.mine ? [entry.id] : []));

  /** Entries are only added. */
  const look = (side: Side): void => {
    for (const id of received(side, looked[side])) {
      stored[side].add(id);
      if (visible[side]) seen[side].add(id);
    }
    looked[side] = entriesOf(side).length;
  };

  return {
    stored,
    seen,
    lost,
    handleStored: look,
    handleShown(side, isVisible) {
      visible[side] = isVisible;
      looked[side] = 0;
      look(side);
    },
    handlePutBack(side, restore) {
      const before = received(side);
      restore();
      const after = new Set(received(side));
      for (const id of before) if (!after.has(id)) lost[side].add(id);
      visible[side] = false;
      looked[side] = 0;
    },
  };
}
