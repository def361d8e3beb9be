import type { FastStreamRequest, FastStreamValue } from '../shared/messaging/fast-stream.ts';
import type { Port } from '../shared/messaging/port.ts';

/** What the engine says too often for its snapshot: the latest value of each topic that somebody here listens to. */
export interface FastStreamClient {
  /** Until the returned function is called. The engine hears of no more than sixteen topics at a time. */
  subscribe(topic: string, listener: (value: unknown) => void): () => void;
  /** There is a new engine to listen to. */
  reconnect(): void;
}

/** Holds a port only while somebody listens. */
export function createFastStreamClient(openPort: () => Port): FastStreamClient {
  const listeners = new Map<string, Set<(value: unknown) => void>>();
  let port: Port | null = null;

  const post = (request: FastStreamRequest): void => port?.post(request);
  const tellTopics = (): void => post({ kind: 'topics', topics: [...listeners.keys()] });

  const connect = (): void => {
    const opened = openPort();
    port = opened;
    opened.onDisconnect(() => {
      if (port === opened) port = null;
    });
    opened.onMessage((message) => {
      if (port === opened && isFastStreamValue(message)) deliver(message);
    });
    tellTopics();
  };

  const deliver = ({ topic, value }: FastStreamValue): void => {
    for (const listener of listeners.get(topic) ?? []) listener(value);
    post({ kind: 'taken', topic });
  };

  const disconnect = (): void => {
    port?.close();
    port = null;
  };

  const changed = (): void => {
    if (listeners.size === 0) disconnect();
    else if (port === null) connect();
    else tellTopics();
  };

  return {
    subscribe(topic, listener) {
      const before = listeners.get(topic);
      const ofTopic = before ?? new Set();
      ofTopic.add(listener);
      listeners.set(topic, ofTopic);
      if (before === undefined) changed();
      return () => {
        ofTopic.delete(listener);
        if (ofTopic.size === 0 && listeners.get(topic) === ofTopic) {
          listeners.delete(topic);
          changed();
        }
      };
    },
    reconnect() {
      disconnect();
      changed();
    },
  };
}

function isFastStreamValue(message: unknown): message is FastStreamValue {
  return typeof message === 'object' && message !== null && 'topic' in message && 'value' in message;
}
