type OnMessage = (
  message: unknown,
  sender: { id?: string },
  sendResponse: (answer: unknown) => void,
) => true | undefined;

interface FakePort {
  readonly name: string;
  readonly sender: { id?: string };
  readonly onMessage: FakeEvent<(message: unknown) => void>;
  readonly onDisconnect: FakeEvent<() => void>;
  postMessage(message: unknown): void;
  disconnect(): void;
}

type FakeEvent<L extends (...args: never[]) => unknown> = ReturnType<typeof createFakeEvent<L>>;

function createFakeEvent<L extends (...args: never[]) => unknown>() {
  const listeners = new Set<L>();
  return {
    addListener: (listener: L) => void listeners.add(listener),
    removeListener: (listener: L) => void listeners.delete(listener),
    listeners,
  };
}

/** `chrome.runtime` of one extension with all its contexts in one place; messages travel as JSON. */
export function createFakeRuntime() {
  const id = 'beeline';
  const onMessage = createFakeEvent<OnMessage>();
  const onConnect = createFakeEvent<(port: FakePort) => void>();
  const sendAs = (senderId: string | undefined, message: unknown) => deliver(onMessage.listeners, senderId, message);
  const connectAs = (senderId: string, { name }: { name: string }): FakePort => {
    const [near, far] = createPortPair(name, senderId);
    for (const listener of onConnect.listeners) {
      listener(far);
    }
    return near;
  };
  return {
    id,
    lastError: undefined,
    onMessage,
    onConnect,
    sendAs,
    connectAs,
    sendMessage: (message: unknown) => sendAs(id, message),
    connect: (info: { name: string }) => connectAs(id, info),
  };
}

async function deliver(listeners: ReadonlySet<OnMessage>, id: string | undefined, message: unknown): Promise<unknown> {
  const copy = asJson(message);
  if (listeners.size === 0) {
    throw new Error('Could not establish connection. Receiving end does not exist.');
  }
  return new Promise((resolve) => {
    const sender = id === undefined ? {} : { id };
    const results = [...listeners].map((listener) => listener(copy, sender, (answer) => resolve(asJson(answer))));
    if (!results.includes(true)) {
      resolve(undefined);
    }
  });
}

function createPortPair(name: string, senderId: string): [FakePort, FakePort] {
  let connected = true;
  const createEnd = (other: () => FakePort): FakePort => ({
    name,
    sender: { id: senderId },
    onMessage: createFakeEvent<(message: unknown) => void>(),
    onDisconnect: createFakeEvent<() => void>(),
    postMessage(message) {
      if (!connected) {
        throw new Error('Attempting to use a disconnected port object');
      }
      for (const listener of other().onMessage.listeners) {
        listener(asJson(message));
      }
    },
    disconnect() {
      connected = false;
      for (const listener of other().onDisconnect.listeners) {
        listener();
      }
    },
  });
  const near: FakePort = createEnd(() => far);
  const far: FakePort = createEnd(() => near);
  return [near, far];
}

function asJson(value: unknown): unknown {
  if (value === undefined) {
    return undefined;
  }
  try {
    return JSON.parse(JSON.stringify(value));
  } catch (cause) {
    throw new Error('Could not serialize message.', { cause });
  }
}
