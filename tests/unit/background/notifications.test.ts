import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Attention, Notice } from '#src/shared/messaging/contract.ts';
import { createFakeExtensionApi } from '../../fakes/fake-extension-api.ts';

const alice = '7K3M9QXAW2NP4TGVC1HR';
const fake = createFakeExtensionApi();

/** Loads the module anew, as a restarted worker does, while the browser keeps its notifications. */
async function startWorker() {
  vi.stubGlobal('chrome', fake.api);
  vi.resetModules();
  return import('#src/background/notifications.ts');
}

function attentionTo(notices: readonly Notice[], raise = notices.map(({ id }) => id)): Attention {
  return { unread: 0, inCall: false, needsAction: false, notices, raise, reword: [], language: 'system' };
}

const message: Notice = {
  kind: 'message',
  id: `message:${alice}`,
  contactId: alice,
  name: 'Alice',
  text: 'Hello',
  count: 1,
  atMs: 1,
};
const call: Notice = { kind: 'incoming-call', id: `incoming-call:${alice}`, name: 'Alice', video: true };
const request: Notice = { kind: 'request', id: `request:${alice}`, contactId: alice, name: 'Alice' };
const missed: Extract<Notice, { kind: 'missed-call' }> = {
  kind: 'missed-call',
  id: `missed-call:${alice}`,
  contactId: alice,
  name: '花子',
  atMs: 1,
};

afterEach(() => {
  fake.state.notifications.clear();
  fake.state.created.length = 0;
  vi.unstubAllGlobals();
});

describe('showNotifications', () => {
  it('takes away what a worker before this one put up and nobody needs any more', async () => {
    await (await startWorker()).showNotifications(attentionTo([call, request]));
    await (await startWorker()).showNotifications(attentionTo([request], []));
    expect([...fake.state.notifications.keys()]).toEqual([request.id]);
    expect(fake.state.created).toEqual([call.id, request.id]);
  });

  it('replaces the notification of a contact by the newest message', async () => {
    const { showNotifications } = await startWorker();
    await showNotifications(attentionTo([message]));
    await showNotifications(attentionTo([{ ...message, text: 'Are you there?', count: 2 }]));
    expect([...fake.state.notifications.values()]).toMatchObject([
      { title: 'Alice', message: 'Are you there?', contextMessage: 'notificationMoreMessages 1' },
    ]);
  });

  it('says silently what an edit made of a message, and nothing that was dismissed', async () => {
    const { showNotifications } = await startWorker();
    await showNotifications(attentionTo([message]));
    const reworded = { ...attentionTo([{ ...message, text: 'Hello!' }], []), reword: [message.id] };
    await showNotifications(reworded);
    expect([...fake.state.notifications.values()]).toMatchObject([{ message: 'Hello!' }]);
    expect(fake.state.created).toEqual([message.id]);
    fake.state.notifications.clear();
    await showNotifications(reworded);
    expect(fake.state.notifications.size).toBe(0);
  });

  it('is never empty, not even after the newest of several messages was deleted', async () => {
    const { showNotifications } = await startWorker();
    await showNotifications(attentionTo([{ ...message, text: '', count: 2 }]));
    expect([...fake.state.notifications.values()]).toMatchObject([{ message: 'notificationNewMessages' }]);
  });

  it('does not bring back what a person dismissed', async () => {
    const { showNotifications } = await startWorker();
    await showNotifications(attentionTo([message]));
    fake.state.notifications.clear();
    await showNotifications(attentionTo([message, call], [call.id]));
    expect([...fake.state.notifications.keys()]).toEqual([call.id]);
  });

  it('ends with the last of several states told at once', async () => {
    const { showNotifications } = await startWorker();
    await Promise.all([
      showNotifications(attentionTo([call])),
      showNotifications(attentionTo([call, request])),
      showNotifications(attentionTo([])),
    ]);
    expect(fake.state.notifications.size).toBe(0);
  });

  it('keeps a ringing call on the screen until it is answered', async () => {
    const { showNotifications } = await startWorker();
    await showNotifications(attentionTo([call]));
    expect([...fake.state.notifications.values()]).toMatchObject([
      {
        message: 'notificationIncomingVideoCall Alice',
        requireInteraction: true,
        buttons: [{ title: 'buttonAnswer' }, { title: 'buttonDecline' }],
      },
    ]);
  });

  it('says what a screen is wanted to be seen for, and never calls it a call', async () => {
    const { showNotifications } = await startWorker();
    await showNotifications(
      attentionTo([
        { ...call, video: false, share: true },
        { ...missed, share: true },
      ]),
    );
    expect([...fake.state.notifications.values()]).toMatchObject([
      {
        message: 'notificationIncomingShare Alice',
        requireInteraction: true,
        buttons: [{ title: 'buttonWatch' }, { title: 'buttonDecline' }],
      },
      { message: 'notificationMissedShare 花子' },
    ]);
  });

  it('speaks the chosen language', async () => {
    const { showNotifications } = await startWorker();
    const packaged = {
      notificationMissedCall: { message: '$NAME$さんからの不在着信', placeholders: { name: { content: '$1' } } },
    };
    vi.stubGlobal('fetch', async (url: string) => {
      expect(url).toBe('chrome-extension://beeline/_locales/ja/messages.json');
      return { json: async () => packaged };
    });
    await showNotifications({ ...attentionTo([missed]), language: 'ja' });
    expect([...fake.state.notifications.values()]).toMatchObject([{ message: '花子さんからの不在着信' }]);
  });
});
