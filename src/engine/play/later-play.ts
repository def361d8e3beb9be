import { createLaterApp } from './later-app.ts';
import type { Play, PlayDependencies } from './play.ts';

/** Games, which are also loaded for an unfinished match. */
export function createLaterPlay(deps: Omit<PlayDependencies, 'games'>): Play {
  const { links, matches, stream, clock, log, newId, contactName, onChange, onNote } = deps;
  const { use, loaded } = createLaterApp<Play>({
    links,
    name: 'play',
    async load(register) {
      const [{ createPlay }, { games }] = await Promise.all([import('./play.ts'), import('./games.ts')]);
      const play = createPlay({
        links: { ...links, register },
        games,
        matches,
        stream,
        clock,
        log,
        newId,
        contactName,
        onChange,
        onNote,
      });
      await play.load();
      return play;
    },
  });

  return {
    async load() {
      const records = await matches.load().catch(() => []);
      if (records.length > 0) use(onChange);
    },
    act: (contactId, action) => use((play) => play.act(contactId, action)),
    setOwn: (contactId, own) => use((play) => play.setOwn(contactId, own)),
    views: () => loaded()?.views() ?? [],
    handleRemoved: (contactId) => use((play) => play.handleRemoved(contactId)),
    dropped: () => loaded()?.dropped() ?? 0,
  };
}
