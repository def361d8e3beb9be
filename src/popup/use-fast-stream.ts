import { createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { microphoneLevelTopic } from '../shared/messaging/fast-stream.ts';
import type { Port } from '../shared/messaging/port.ts';
import type { FastStreamClient } from './fast-stream-client.ts';
import { createFastStreamClient } from './fast-stream-client.ts';

type Subscribe = FastStreamClient['subscribe'];

/** Outside of a surface nobody says anything. */
export const FastStreamContext = createContext<Subscribe>(() => () => undefined);

/** `connection` is another number after the engine was replaced. */
export function useFastStream(openPort: () => Port, connection: number): Subscribe {
  const [client] = useState(() => createFastStreamClient(openPort));
  const connected = useRef(connection);
  useEffect(() => {
    if (connected.current === connection) return;
    connected.current = connection;
    client.reconnect();
  }, [client, connection]);
  return client.subscribe;
}

/** How loud it is at the microphone that is being tried, from 0 to 1. */
export function useMicrophoneLevel(): number {
  const subscribe = useContext(FastStreamContext);
  const [level, setLevel] = useState(0);
  useEffect(
    () => subscribe(microphoneLevelTopic, (value) => setLevel(typeof value === 'number' ? value : 0)),
    [subscribe],
  );
  return level;
}
