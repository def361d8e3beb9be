import type { Pointing } from '#src/engine/pointing/pointing.ts';
import { createPointing } from '#src/engine/pointing/pointing.ts';
import type { Board } from '#src/engine/pointing/rules/board.ts';
import type { DrawnStrokeView, PointingAction, ShareSide } from '#src/shared/pointing-view.ts';
import { drawingTopic, pointerTopic } from '#src/shared/pointing-view.ts';
import type { LinkPairOptions, SideName } from './link-pair.ts';
import { createLinkPair, other } from './link-pair.ts';
import { createSeededRandom } from './seeded-random.ts';
import { callWith, contactNamed } from './surface-snapshots.ts';

export interface PointingPerson {
  readonly pointing: Pointing;
  act(action: PointingAction): void;
  /** What surfaces here are shown of that picture, as it is now. */
  seen(picture: ShareSide): Board['pointer'] & { readonly drawn: readonly DrawnStrokeView[] };
  /** How often anything of it was told. */
  told(picture: ShareSide): number;
  /** How many frames have left. */
  sent(): number;
  /** Whether a surface shows the pictures; one does at first. */
  look(isLooking: boolean): void;
  /** What is shared in the call, by this person and by the other one; null when there is no call. */
  share(shares: { readonly mine?: string; readonly theirs?: boolean } | null): void;
}

export interface PointingPairOptions extends LinkPairOptions {
  /** Whether they may point from the beginning at what Ann shares. */
  readonly startsAllowed?: boolean;
  /** Ben's Beeline knows nothing of it. */
  readonly benIsOld?: boolean;
}

const nothing: ReturnType<PointingPerson['seen']> = { at: null, click: null, stroke: null, drawn: [] };

/** Two people in a call with everything that pointing needs, over a real link without a browser. */
export function createPointingPair({ startsAllowed = true, benIsOld = false, ...options }: PointingPairOptions = {}) {
  const pair = createLinkPair(options);
  const create = (name: SideName): PointingPerson => {
    const topics = new Map<string, unknown>();
    const counts = new Map<string, number>();
    const starters: (() => void)[] = [];
    let looking = true;
    const { clock } = pair;
    const { links } = pair[name];
    const isOld = name === 'ben' && benIsOld;
    let sent = 0;
    const pointing = createPointing({
      links: {
        ...links,
        register: isOld ? () => undefined : links.register,
        send(...frame) {
          sent += 1;
          return links.send(...frame);
        },
      },
      clock,
      stream: {
        publish(topic, value) {
          topics.set(topic, structuredClone(value));
          counts.set(topic, (counts.get(topic) ?? 0) + 1);
        },
        isWanted: () => looking,
        onWanted: (_, notify) => void starters.push(notify),
      },
      startsAllowed: () => startsAllowed,
      onChange: () => undefined,
    });
    for (const start of starters) start();
    const contact = { ...contactNamed(other[name]), id: other[name] };
    const count = (topic: string): number => counts.get(topic) ?? 0;
    return {
      pointing,
      act: pointing.act,
      seen: (picture) =>
        Object.assign({ ...nothing }, topics.get(pointerTopic(picture)), { drawn: topics.get(drawingTopic(picture)) }),
      sent: () => sent,
      told: (picture) => count(pointerTopic(picture)) + count(drawingTopic(picture)),
      look(isLooking) {
        looking = isLooking;
      },
      share(shares) {
        const { mine, theirs = false } = shares ?? {};
        const self = {
          screen: mine === undefined ? 'off' : 'on',
          share: { paused: null, mode: 'text', source: mine ?? null, page: null },
        } as const;
        pointing.followCall(shares === null ? null : callWith(contact, { self, other: { screen: theirs } }));
      },
    };
  };
  const [ann, ben] = [create('ann'), create('ben')];
  const random = createSeededRandom(options.seed ?? 1);
  const settle = (ms = 20): Promise<void> => pair.clock.advanceAsync(ms);
  return {
    pair,
    ann,
    ben,
    settle,
    /** So many of all packets are lost from now on, from 0 to 1. */
    lose: (share: number): void => pair.network.lose(share, () => random.between(0, 999) / 1_000),
    /** The link opens, and Ann shares her screen with Ben. */
    async begin(): Promise<void> {
      pair.ann.want();
      await settle(30_000);
      ann.share({ mine: 'tab' });
      ben.share({ theirs: true });
      await settle();
    },
    /** Ben draws a line through these places and lifts the pen. */
    async draw(places: readonly (readonly [number, number])[], stays = false): Promise<void> {
      for (const at of places) {
        ben.act({ kind: 'drew', at, stays });
        await settle(17);
      }
      ben.act({ kind: 'lifted' });
      await settle();
    },
  };
}

/** Places on a straight line across the picture. */
export function placesAcross(count: number): readonly (readonly [number, number])[] {
  return Array.from({ length: count }, (_, index) => [index / (count - 1), 0.5] as const);
}

/** Where it leads, as pairs. */
export function placesOf({ line }: { readonly line: readonly number[] }): readonly (readonly number[])[] {
  return line.flatMap((x, index) => (index % 2 === 0 ? [[x, line[index + 1] ?? Number.NaN]] : []));
}
