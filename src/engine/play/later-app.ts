import type { LinkClient } from '../links/link-client.ts';
import type { Links } from '../links/links.ts';
import type { Lane } from '../ports/peer-port.ts';

interface LaterAppDependencies<App> {
  readonly links: Pick<Links, 'register'>;
  /** That of its lane. */
  readonly name: string;
  /** Fetches the code and makes the app; the clients that it registers get what the links say. */
  load(register: Links['register']): Promise<App>;
}

/** An app whose code is loaded with the first link, or when it is used: no call and no message has to wait for it. */
export interface LaterApp<App> {
  use(action: (app: App) => void): void;
  loaded(): App | undefined;
}

interface Loaded<App> {
  readonly app: App;
  readonly clients: readonly LinkClient[];
}

export function createLaterApp<App>({ links, name, load }: LaterAppDependencies<App>): LaterApp<App> {
  let loaded: Loaded<App> | undefined;
  let loading: Promise<Loaded<App>> | undefined;

  const begin = async (): Promise<Loaded<App>> => {
    const clients: LinkClient[] = [];
    const app = await load((client) => void clients.push(client));
    loaded = { app, clients };
    return loaded;
  };
  const use = (action: (parts: Loaded<App>) => void): void => {
    loading ??= begin();
    if (loaded) action(loaded);
    else void loading.then(action);
  };
  const onLane = (lane: Lane, { clients }: Loaded<App>): LinkClient | undefined =>
    clients.find((client) => client.lane === lane);

  const clientOf = (lane: Lane): LinkClient => ({
    lane,
    prefix: name,
    handleFrame(contactId, frame) {
      if (loaded) return onLane(lane, loaded)?.handleFrame(contactId, frame) ?? false;
      use((parts) => onLane(lane, parts)?.handleFrame(contactId, frame));
      return true;
    },
  });
  const tellControl = (tell: (client: LinkClient) => void): void =>
    use((parts) => parts.clients.filter(({ lane }) => lane === 'control').forEach(tell));
  links.register({
    ...clientOf('control'),
    handleOpened: (id) => tellControl((client) => client.handleOpened?.(id)),
    handleClosed: (id, how) => tellControl((client) => client.handleClosed?.(id, how)),
    handleRestored: (id) => tellControl((client) => client.handleRestored?.(id)),
    handleUnreachable: (id) => tellControl((client) => client.handleUnreachable?.(id)),
  });
  links.register(clientOf('unreliable'));

  return { use: (action) => use(({ app }) => action(app)), loaded: () => loaded?.app };
}
