import { expect, it } from 'vitest';
import type { Attention, Notice } from '#src/shared/messaging/contract.ts';
import { createPageNotifications } from '#src/web/page-notifications.ts';
import { titleFor } from '#src/web/serve-page.ts';
import { packagedText } from '../../fakes/packaged-text.ts';

const message: Notice = {
  kind: 'message',
  id: 'message:B0B',
  contactId: 'B0B',
  name: 'Bob',
  text: 'Are you there?',
  count: 3,
  atMs: 1,
};

function attentionTo(notices: readonly Notice[], change: Partial<Attention> = {}): Attention {
  const raise = notices.map(({ id }) => id);
  return { unread: 0, inCall: false, needsAction: false, notices, raise, reword: [], language: 'en', ...change };
}

/** The notifications of a browser; on a phone a page may make none of its own. */
function stage({ permission = 'granted', onPhone = false, isLookedAt = false } = {}) {
  const shown = new Map<string, { title: string; options: NotificationOptions; click: () => void }>();
  class FakeNotification extends EventTarget {
    static permission = permission;
    readonly #tag: string;
    constructor(title: string, options: NotificationOptions) {
      super();
      if (onPhone) throw new TypeError('Illegal constructor');
      this.#tag = options.tag ?? '';
      shown.set(this.#tag, { title, options, click: () => this.dispatchEvent(new Event('click')) });
    }
    close(): void {
      shown.delete(this.#tag);
    }
  }
  const opened: unknown[] = [];
  const notify = createPageNotifications({
    Notification: FakeNotification as unknown as typeof Notification,
    isLookedAt: () => isLookedAt,
    loadTranslate: async () => packagedText('en').t,
    onOpen: (place) => opened.push(place),
  });
  return { notify, shown, opened };
}

it('news is shown with what else waits, goes with its cause, and leads to its conversation', async () => {
  const { notify, shown, opened } = stage();
  await notify(attentionTo([message]));
  const notification = shown.get('message:B0B');
  expect(notification?.title).toBe('Bob');
  expect(notification?.options.body).toContain('Are you there?\n');
  notification?.click();
  expect(opened).toEqual([{ name: 'conversation', contactId: 'B0B' }]);
  await notify(attentionTo([message]));
  await notify(attentionTo([]));
  expect(shown.size).toBe(0);
});

it('a changed message is reworded without a sound, and only where it still stands', async () => {
  const { notify, shown } = stage();
  const changed = { ...message, text: 'Are you here?' };
  await notify(attentionTo([changed], { raise: [], reword: [message.id] }));
  expect(shown.size).toBe(0);
  await notify(attentionTo([message]));
  await notify(attentionTo([changed], { raise: [], reword: [message.id] }));
  expect(shown.get(message.id)?.options).toMatchObject({ body: expect.stringContaining('here?'), silent: true });
});

it.each([
  ['a page that is being looked at', { isLookedAt: true }],
  ['a browser that was not allowed to', { permission: 'default' }],
  ['a phone, whose pages make none', { onPhone: true }],
])('%s shows none', async (_, circumstances) => {
  const { notify, shown } = stage(circumstances);
  await notify(attentionTo([message]));
  expect(shown.size).toBe(0);
});

it.each([
  [{ unread: 0, inCall: false, needsAction: false }, 'Beeline'],
  [{ unread: 3, inCall: false, needsAction: false }, '(3) Beeline'],
  [{ unread: 3, inCall: true, needsAction: false }, '(●) Beeline'],
  [{ unread: 0, inCall: false, needsAction: true }, '(!) Beeline'],
])('the tab is named for %j', (attention, title) => {
  expect(titleFor(attention, 'Beeline')).toBe(title);
});
