import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { showNotifications } from '#src/background/notifications.ts';
import { createAttention } from '#src/engine/surfaces/attention.ts';
import type { Attention } from '#src/shared/messaging/contract.ts';
import type { Snapshot } from '#src/shared/snapshot.ts';
import { createFakeExtensionApi } from '../../fakes/fake-extension-api.ts';
import { callWith, contactNamed, emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { hostileStrings } from '../../security/hostile-strings.ts';

const fake = createFakeExtensionApi();
const corpus = hostileStrings(500);
const halfCharacter = /\p{Surrogate}/u;
const quiet: Snapshot = { ...emptySnapshot, settings: { ...emptySnapshot.settings, language: 'en' } };
const packaged = {
  notificationIncomingVideoCall: { message: 'Video call from $NAME$', placeholders: { name: { content: '$1' } } },
  notificationMissedCall: { message: '$NAME$ called', placeholders: { name: { content: '$1' } } },
  notificationRequest: { message: '$NAME$ asks', placeholders: { name: { content: '$1' } } },
  notificationNewMessages: { message: 'New' },
};

beforeEach(() => {
  vi.stubGlobal('chrome', fake.api);
  vi.stubGlobal('fetch', async () => ({ json: async () => packaged }));
});
afterEach(() => {
  fake.state.notifications.clear();
  vi.unstubAllGlobals();
});

/** What the browser is handed for a state of the engine: all that it is to show, by ID. */
async function handedOver(snapshot: Snapshot) {
  const told: Attention[] = [];
  const attention = createAttention((next) => told.push(next));
  attention.refresh(snapshot);
  for (const next of told) await showNotifications(next);
  return Object.fromEntries(fake.state.notifications);
}

const bob = (name: string, text: string) =>
  contactNamed(name, { id: 'B', unread: 1, lastMessage: { text, mine: false, atMs: 1 } });

describe('a notification of what a stranger wrote', () => {
  it('has their words as they are, and nothing in it that is a template of ours or of theirs', async () => {
    for (const text of corpus) {
      const snapshot: Snapshot = {
        ...quiet,
        contacts: [{ ...bob(text, text), missedCalls: { count: 1, atMs: 1 } }],
        requests: [{ id: 'C', name: text, atMs: 1 }],
        call: callWith(bob(text, text), { phase: 'incoming', contactId: 'B' }),
      };
      expect(await handedOver(snapshot)).toMatchObject({
        'message:B': { type: 'basic', title: text },
        'request:C': { title: text, message: `${text} asks` },
        'incoming-call:B': { title: text, message: `Video call from ${text}` },
        'missed-call:B': { title: text, message: `${text} called` },
      });
      fake.state.notifications.clear();
    }
  });

  it('has the beginning of a message, as long as there is room and never half a character', async () => {
    for (const text of [...corpus, `${'a'.repeat(199)}🐝 and more`]) {
      const { 'message:B': shown } = await handedOver({ ...quiet, contacts: [bob('Bob', text)] });
      const beginning = shown?.message ?? '';
      expect(text.startsWith(beginning)).toBe(true);
      expect(beginning.length).toBeLessThanOrEqual(200);
      expect(beginning.length).toBeGreaterThanOrEqual(Math.min(text.length, 199));
      if (!halfCharacter.test(text)) expect(beginning).not.toMatch(halfCharacter);
      fake.state.notifications.clear();
    }
  });

  it('carries no picture and no button that they could choose', async () => {
    const all = await handedOver({ ...quiet, contacts: [bob('Bob', corpus[0] ?? '')] });
    expect(Object.values(all).map((content) => Object.keys(content).sort())).toEqual([
      ['eventTime', 'iconUrl', 'message', 'title', 'type'],
    ]);
    expect(Object.values(all).map(({ iconUrl }) => iconUrl)).toEqual(['chrome-extension://beeline/icons/icon-128.png']);
  });
});
