import { expect, it, vi } from 'vitest';
import { createPageTurn } from '#src/web/page-turn.ts';
import { createFakeLocks } from '../../fakes/fake-locks.ts';

/** A browser with tabs of the page; one that loses its turn goes, unless it sleeps. */
function stage() {
  const { openTab } = createFakeLocks();
  const tabs: EventTarget[] = [];

  function open({ asleep = false, patienceMs = 60_000 } = {}) {
    const own = new EventTarget();
    tabs.push(own);
    const tab = openTab();
    const lost = vi.fn(() => {
      if (!asleep) tab.leave();
    });
    const channel = {
      postMessage() {
        if (!asleep) for (const other of tabs) if (other !== own) other.dispatchEvent(new Event('message'));
      },
      addEventListener: (type: string, listener: () => void) => own.addEventListener(type, listener),
    };
    return { ...createPageTurn({ locks: tab.locks, channel, patienceMs, onLost: lost }), lost };
  }

  return { open };
}

it('the first tab has its turn, and a second one is told that it has not', async () => {
  const { open } = stage();
  expect(await open().take()).toBe(true);
  expect(await open().take()).toBe(false);
});

it('whoever takes over begins only when the other tab has gone, which is asked once', async () => {
  const { open } = stage();
  const first = open();
  await first.take();
  const second = open();
  await second.take();
  await second.takeOver();
  expect(first.lost).toHaveBeenCalledTimes(1);
  expect(second.lost).not.toHaveBeenCalled();
});

it('a tab that does not answer loses its turn all the same, and is told when it wakes', async () => {
  const { open } = stage();
  const first = open({ asleep: true });
  await first.take();
  const second = open({ patienceMs: 1 });
  await second.takeOver();
  await vi.waitFor(() => expect(first.lost).toHaveBeenCalledTimes(1));
  expect(second.lost).not.toHaveBeenCalled();
});

it('a tab that waits does not give way to what concerns the one that has its turn', async () => {
  const { open } = stage();
  await open().take();
  const waiting = open();
  await waiting.take();
  await open().takeOver();
  expect(waiting.lost).not.toHaveBeenCalled();
});
