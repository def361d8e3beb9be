import { expect, it } from 'vitest';
import { createStore } from '#src/popup/store.ts';
import { warnBeforeClosing } from '#src/popup/warn-before-closing.ts';
import type { Snapshot } from '#src/shared/snapshot.ts';
import { emptySnapshot } from '../../fakes/surface-snapshots.ts';

it('asks before closing only while something would be lost by it', () => {
  const snapshot = createStore<Snapshot | null>(null);
  warnBeforeClosing(snapshot, window);
  const asksWhen = (storage: Snapshot['storage']): boolean => {
    snapshot.set({ ...emptySnapshot, storage });
    return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  };
  expect(asksWhen('full')).toBe(false);
  expect(asksWhen('unsaved')).toBe(true);
  expect(asksWhen('unsaved')).toBe(true);
  expect(asksWhen('ok')).toBe(false);
});
