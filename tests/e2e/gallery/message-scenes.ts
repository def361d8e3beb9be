import type { ConversationEntry, Snapshot } from '#src/shared/snapshot.ts';
import { messageSaying } from '../../fakes/surface-snapshots.ts';
import type { Scene } from './scenes.ts';

const now = Date.now();
const minute = 60_000;
const question = messageSaying('Shall we look at the slides together, or is it too late for that today?', {
  id: 'a1',
  atMs: now - 9 * minute,
});
const amended: readonly ConversationEntry[] = [
  { ...question, reactions: { mine: '👍', theirs: '👍' } },
  messageSaying('Gladly, at nine', {
    mine: true,
    state: 'read',
    edited: true,
    atMs: now - 8 * minute,
    quote: { id: 'a1', mine: false, text: question.text },
    reactions: { theirs: '☕' },
  }),
  messageSaying('', { id: 'gone', deleted: true, atMs: now - 7 * minute }),
  messageSaying('会議室を予約しました。', { atMs: now - 6 * minute, reactions: { mine: '❤️', theirs: '🎉' } }),
  messageSaying('Thank you', { mine: true, state: 'read', atMs: now - minute }),
];

/** What people do with messages, and what a full disk does to them. */
export function messageScenes(snapshot: Snapshot, contactId: string): Readonly<Record<string, Scene>> {
  const scene: Scene = { snapshot, view: { name: 'conversation', contactId }, entries: amended };
  return {
    'message-menu-theirs': { ...scene, opens: '.entry:first-child .message-actions' },
    'message-menu-own': { ...scene, opens: '.entry:last-child .message-actions' },
    'message-emoji': { ...scene, opens: '.composer-emoji button' },
    'message-reply': { ...scene, target: 'reply:a1', draft: 'Let me see' },
    'message-storage-full': {
      ...scene,
      snapshot: { ...snapshot, storage: 'unsaved' },
      entries: [...amended, messageSaying('Not on the disk', { mine: true, state: 'unsaved' })],
    },
    'message-too-long': { ...scene, draft: 'A long story. '.repeat(4_700) },
    'message-menu-panel': { ...scene, opens: '.entry:last-child .message-actions', width: 320, frame: 'panel' },
  };
}
