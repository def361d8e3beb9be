import type { AppLaneDependencies } from '#src/engine/play/app-lane.ts';
import { openAppLane } from '#src/engine/play/app-lane.ts';

/** Two people move one slider, from 0 to 1, until either of them has had enough. */
export function createSharedSlider(dependencies: AppLaneDependencies) {
  const seen: number[] = [];
  const lane = openAppLane(dependencies, {
    name: 'slider',
    features: ['share'],
    budget: { messages: { perSecond: 1, burst: 10 }, states: { perSecond: 70, burst: 140 } },
    handleFrame(contactId, { t }) {
      if (t !== 'slider.share') return false;
      lane.begin(contactId);
      return true;
    },
    handleState: (_contactId, at) => typeof at === 'number' && at >= 0 && at <= 1 && seen.push(at) > 0,
    handleEnded: (contactId) => lane.end(contactId),
  });
  return {
    seen,
    lane,
    share(contactId: string): boolean {
      lane.begin(contactId);
      return lane.send(contactId, { t: 'slider.share' });
    },
    move: (contactId: string, at: number): boolean => lane.show(contactId, at),
  };
}
