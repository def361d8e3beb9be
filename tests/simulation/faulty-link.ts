import type { Clock } from '#src/engine/ports/clock.ts';
import type { SeededRandom } from '../fakes/seeded-random.ts';

export type Side = 'a' | 'b';
export const otherSide = (side: Side): Side => (side === 'a' ? 'b' : 'a');

export interface FaultyLink {
  connect(): void;
  /** The path is gone. Each side learns of it in its own time and until then sends into the void. */
  cut(): void;
  /** A side died: it learns nothing any more, and whoever starts in its place hears nothing of its links; the other one learns in its own time. */
  abandon(side: Side): void;
  isOpen(side: Side): boolean;
  send(from: Side, frame: unknown): boolean;
}

interface FaultyLinkOptions {
  readonly clock: Clock;
  readonly random: SeededRandom;
  readonly faults: { readonly duplicates: number; readonly stragglers: number };
  readonly canConnect: () => boolean;
  onOpened(side: Side): void;
  onClosed(side: Side): void;
  onFrame(side: Side, frame: unknown): void;
}

/** One connection after the other. Each is reliable and ordered while it lasts, and loses what is on its way when cut. */
interface Connection {
  broken: boolean;
  readonly open: Record<Side, boolean>;
  /** Frames for a side that is not open yet. */
  readonly early: Record<Side, unknown[]>;
  readonly lastDueMs: Record<Side, number>;
  /** The lives that it joins; with one of them its frames die as well. */
  readonly between: Readonly<Record<Side, number>>;
}

const sides = ['a', 'b'] as const;

export function createFaultyLink(options: FaultyLinkOptions): FaultyLink {
  const { clock, random, faults } = options;
  const lives = { a: 1, b: 1 };
  let current: Connection | null = null;

  function deliver(connection: Connection, to: Side, frame: unknown): void {
    const hear = (): void => (connection.between[to] === lives[to] ? options.onFrame(to, frame) : undefined);
    if (connection.broken) {
      // What a dying connection still delivers comes after frames of the next one.
      if (random.chance(faults.stragglers)) clock.after(random.between(0, 2_000), hear);
    } else if (connection.open[to]) {
      hear();
      if (random.chance(faults.duplicates)) clock.after(random.between(0, 500), hear);
    } else {
      connection.early[to].push(frame);
    }
  }

  function openAt(connection: Connection, side: Side): void {
    if (connection.broken || connection.open[side]) return;
    connection.open[side] = true;
    options.onOpened(side);
    for (const frame of connection.early[side].splice(0)) deliver(connection, side, frame);
  }

  function closeAt(connection: Connection, side: Side): void {
    const wasOpen = connection.open[side];
    connection.open[side] = false;
    if (current === connection && !sides.some((one) => connection.open[one])) current = null;
    if (wasOpen) options.onClosed(side);
  }

  function breakUp(connection: Connection, learners: readonly Side[]): void {
    connection.broken = true;
    for (const side of learners) clock.after(random.between(0, 300), () => closeAt(connection, side));
  }

  return {
    connect() {
      if (current !== null || !options.canConnect()) return;
      const connection: Connection = {
        broken: false,
        open: { a: false, b: false },
        early: { a: [], b: [] },
        lastDueMs: { a: 0, b: 0 },
        between: { ...lives },
      };
      current = connection;
      for (const side of sides) clock.after(random.between(0, 50), () => openAt(connection, side));
    },
    cut() {
      if (current !== null && !current.broken) breakUp(current, sides);
    },
    abandon(side) {
      lives[side] += 1;
      if (current === null) return;
      current.open[side] = false;
      breakUp(current, [otherSide(side)]);
    },
    isOpen: (side) => current?.open[side] ?? false,
    send(from, frame) {
      const connection = current;
      if (!connection?.open[from]) return false;
      const to = otherSide(from);
      const dueMs = Math.max(connection.lastDueMs[to], clock.nowMs() + random.between(1, 40));
      connection.lastDueMs[to] = dueMs;
      const copy: unknown = JSON.parse(JSON.stringify(frame));
      clock.after(dueMs - clock.nowMs(), () => deliver(connection, to, copy));
      return true;
    },
  };
}
