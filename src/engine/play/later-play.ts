import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { LinkClient } from '../links/link-client.ts';
import type { Lane } from '../ports/peer-port.ts';
import type { Play, PlayDependencies } from './play.ts';

type Loaded = { readonly play: Play; readonly clients: readonly LinkClient[] };

/** Games, whose code is loaded with the first link, action or unfinished match: no call and no message has to wait for it. */
export function createLaterPlay(deps: Omit<PlayDependencies, 'games'>): Play {
  let loaded: Loaded | undefined;
  let loading: Promise<Loaded> | undefined;

  const load = async (): Promise<Loaded> => {
    const [{ createPlay }, { games }] = await Promise.all([import('./play.ts'), import('./games.ts')]);
    const clients: LinkClient[] = [];
    const links = { ...deps.links, register: (client: LinkClient) => void clients.push(client) };
    const play = createPlay({ ...deps, links, games });
    await play.load();
    loaded = { play, clients };
    deps.onChange();
    return loaded;
  };
  const use = (action: (parts: Loaded) => void): void => {
    loading ??= load();
    if (loaded) action(loaded);
    else void loading.then(action);
  };
  const onLane = (lane: Lane, { clients }: Loaded): LinkClient | undefined =>
    clients.find((client) => client.lane === lane);

  const clientOf = (lane: Lane): LinkClient => ({
    lane,
    prefix: 'play',
    handleFrame(contactId, frame) {
      if (loaded) return onLane(lane, loaded)?.handleFrame(contactId, frame) ?? false;
      use((parts) => onLane(lane, parts)?.handleFrame(contactId, frame));
      return true;
    },
  });
  const tellControl = (tell: (client: LinkClient) => void): void =>
    use((parts) => parts.clients.filter(({ lane }) => lane === 'control').forEach(tell));
  deps.links.register({
    ...clientOf('control'),
    handleOpened: (id) => tellControl((client) => client.handleOpened?.(id)),
    handleClosed: (id, how) => tellControl((client) => client.handleClosed?.(id, how)),
    handleUnreachable: (id) => tellControl((client) => client.handleUnreachable?.(id)),
  });
  deps.links.register(clientOf('unreliable'));

  const usePlay = (action: (play: Play) => void): void => use(({ play }) => action(play));
  return {
    async load() {
      const records = await deps.matches.load().catch(() => []);
      if (records.length > 0) usePlay(() => undefined);
    },
    act: (contactId: ContactId, action) => usePlay((play) => play.act(contactId, action)),
    setOwn: (contactId, own) => usePlay((play) => play.setOwn(contactId, own)),
    views: () => loaded?.play.views() ?? [],
    handleRemoved: (contactId) => usePlay((play) => play.handleRemoved(contactId)),
    dropped: () => loaded?.play.dropped() ?? 0,
  };
}
