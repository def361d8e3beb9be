import type { CallView } from '../../shared/snapshot.ts';
import { createLaterApp } from '../play/later-app.ts';
import type { Pointing, PointingDependencies } from './pointing.ts';

/** Pointing, whose code comes with the first link; what is shared by then is told to it. */
export function createLaterPointing(deps: PointingDependencies): Pointing {
  const { links, clock, stream, startsAllowed, onChange } = deps;
  let present: CallView | null = null;
  const { use, loaded } = createLaterApp<Pointing>({
    links,
    name: 'point',
    async load(register) {
      const { createPointing } = await import('./pointing.ts');
      const pointing = createPointing({ links: { ...links, register }, clock, stream, startsAllowed, onChange });
      pointing.followCall(present);
      return pointing;
    },
  });
  return {
    followCall(call) {
      present = call;
      loaded()?.followCall(call);
    },
    act: (action) => use((pointing) => pointing.act(action)),
    view: () => loaded()?.view() ?? null,
    dropped: () => loaded()?.dropped() ?? 0,
  };
}
