import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openNotification, pressNotificationButton } from '#src/background/notification-actions.ts';
import { createRequester } from '#src/shared/messaging/channel.ts';
import type { WantedPlace } from '#src/shared/messaging/feed.ts';
import { createFakeExtensionApi } from '../../fakes/fake-extension-api.ts';

const alice = '7K3M9QXAW2NP4TGVC1HR';

/** `isShown`: some surface is open. */
function createEffects(isShown = false) {
  const order: unknown[] = [];
  const engine = createRequester(
    {
      async send(envelope) {
        order.push(envelope);
        return { ok: true, value: isShown };
      },
      listen: () => () => {},
    },
    'engine',
  );
  return {
    order,
    effects: {
      engine,
      ensureEngine: async () => void order.push('ensure'),
      showPopup: async (place: WantedPlace) => void order.push({ popup: place }),
    },
  };
}

function order(name: string, ...args: unknown[]) {
  return { to: 'engine', name, args };
}

describe('a button of a notification', () => {
  const fake = createFakeExtensionApi();
  beforeEach(() => {
    fake.state.notifications.clear();
    vi.stubGlobal('chrome', fake.api);
  });

  it.each([
    [
      'Answer',
      `incoming-call:${alice}`,
      0,
      [
        'ensure',
        order('call.answer', { video: false }),
        order('surface.bringForward', { place: null }),
        { popup: null },
      ],
    ],
    ['Decline', `incoming-call:${alice}`, 1, ['ensure', order('call.decline')]],
    ['Accept', `request:${alice}`, 0, ['ensure', order('contacts.accept', { contactId: alice })]],
    ['an unknown one', 'reminder:1', 0, ['ensure']],
  ])('%s wakes the engine before it asks it', async (_label, id, index, expected) => {
    const { order: seen, effects } = createEffects();
    fake.state.notifications.set(id, { type: 'basic', iconUrl: '', title: '', message: '' });
    await pressNotificationButton(id, index, effects);
    expect(seen).toEqual(expected);
    expect(fake.state.notifications.has(id)).toBe(false);
  });

  it('stays up when the engine could not do it', async () => {
    const { effects } = createEffects();
    const id = `request:${alice}`;
    fake.state.notifications.set(id, { type: 'basic', iconUrl: '', title: '', message: '' });
    const engine = createRequester({ send: async () => undefined, listen: () => () => {} }, 'engine');
    await expect(pressNotificationButton(id, 0, { ...effects, engine })).rejects.toThrow();
    expect(fake.state.notifications.has(id)).toBe(true);
  });

  const conversation = { name: 'conversation', contactId: alice } as const;

  it.each([
    [`message:${alice}`, conversation],
    [`missed-call:${alice}`, conversation],
    [`request:${alice}`, { name: 'home' }],
    [`incoming-call:${alice}`, null],
  ])('leads to what %s is about when it is clicked itself', async (id, place) => {
    const { order: seen, effects } = createEffects();
    await openNotification(id, effects);
    expect(seen).toEqual(['ensure', order('surface.bringForward', { place }), { popup: place }]);
  });

  it('opens no second surface while one is open', async () => {
    const { order: seen, effects } = createEffects(true);
    await openNotification(`message:${alice}`, effects);
    await openNotification(`request:${alice}`, effects);
    expect(seen).not.toContainEqual(expect.objectContaining({ popup: expect.anything() }));
  });
});
