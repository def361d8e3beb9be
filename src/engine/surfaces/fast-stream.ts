import * as v from 'valibot';
import type { FastStreamValue } from '../../shared/messaging/fast-stream.ts';
import type { Port } from '../../shared/messaging/port.ts';

/** What changes up to sixty times a second, on its way to surfaces that want it: only the latest counts, and nothing is kept. */
export interface FastStream {
  /** A surface opened its end. */
  attach(port: Port): void;
  /** Plain data. Costs nothing while nobody listens. */
  publish(topic: string, value: unknown): void;
  isWanted(topic: string): boolean;
  /** Whenever a surface begins to listen to the topic. */
  onWanted(topic: string, notify: () => void): void;
}

/** Where one surface is with one topic. */
interface Delivery {
  /** A value is on its way to it, and has not been acknowledged. */
  busy: boolean;
  /** What it gets then. */
  next: { readonly value: unknown } | null;
}

interface Listener {
  readonly port: Port;
  readonly deliveries: Map<string, Delivery>;
}

/** More than any view shows at a time; what asks for more is not one of our surfaces. */
const mostTopics = 16;
const topicSchema = v.pipe(v.string(), v.maxLength(64));

const requestSchema = v.variant('kind', [
  v.object({ kind: v.literal('topics'), topics: v.pipe(v.array(topicSchema), v.maxLength(mostTopics)) }),
  v.object({ kind: v.literal('taken'), topic: topicSchema }),
]);

/**
 * A surface acknowledges each value, and gets the topic's next one only then: a slow one skips values instead of falling
 * behind.
 */
export function createFastStream(): FastStream {
  const listeners = new Set<Listener>();
  const starters = new Map<string, () => void>();

  const receive = (listener: Listener, message: unknown): void => {
    const request = v.safeParse(requestSchema, message);
    if (!request.success) return;
    if (request.output.kind === 'taken') sendNext(listener, request.output.topic);
    else for (const topic of changeTopics(listener, request.output.topics)) starters.get(topic)?.();
  };

  return {
    attach(port) {
      const listener: Listener = { port, deliveries: new Map() };
      listeners.add(listener);
      port.onMessage((message) => receive(listener, message));
      port.onDisconnect(() => listeners.delete(listener));
    },
    publish(topic, value) {
      for (const listener of listeners) {
        const delivery = listener.deliveries.get(topic);
        if (delivery?.busy) delivery.next = { value };
        else if (delivery) send(listener, delivery, { topic, value });
      }
    },
    isWanted: (topic) => [...listeners].some(({ deliveries }) => deliveries.has(topic)),
    onWanted: (topic, notify) => void starters.set(topic, notify),
  };
}

/** Those that are new. One that stays goes on where it was. */
function changeTopics({ deliveries }: Listener, topics: readonly string[]): readonly string[] {
  const added = topics.filter((topic) => !deliveries.has(topic));
  for (const topic of [...deliveries.keys()]) if (!topics.includes(topic)) deliveries.delete(topic);
  for (const topic of added) deliveries.set(topic, { busy: false, next: null });
  return added;
}

function sendNext(listener: Listener, topic: string): void {
  const delivery = listener.deliveries.get(topic);
  if (!delivery?.busy) return;
  const { next } = delivery;
  delivery.busy = false;
  delivery.next = null;
  if (next !== null) send(listener, delivery, { topic, value: next.value });
}

function send({ port }: Listener, delivery: Delivery, value: FastStreamValue): void {
  delivery.busy = true;
  port.post(value);
}
