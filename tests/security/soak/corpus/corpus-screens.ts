import type { Commands } from '#src/popup/commands.ts';
import type { MessageTarget } from '#src/popup/message-target.ts';
import type { View } from '#src/popup/navigation.ts';
import type { CallNoteView, ConversationEntry, MessageView, Snapshot } from '#src/shared/snapshot.ts';
import { callWith, contactNamed, emptySnapshot, messageSaying } from '../../../fakes/surface-snapshots.ts';

/** One way in which a text by somebody else comes before somebody's eyes. */
export interface CorpusScreen {
  readonly snapshot: Snapshot;
  readonly view?: View;
  readonly entries?: readonly ConversationEntry[];
  /** The message that is answered or changed. */
  readonly target?: MessageTarget;
  readonly answers?: Partial<Commands>;
  /** What is typed into the box found by this selector, and whether its form is sent. */
  readonly typed?: { readonly into: string; readonly text: string; readonly sent?: true };
  /** Where the text has to stand, by a selector; the whole screen otherwise. */
  readonly at?: string;
  /** What of the text is shown there, when it is not all of it. */
  readonly shows?: string;
}

const contactId = 'W2NP4TGVC1HR7K3M9QXA';
const messageId = '00aa';
const named = (text: string) => contactNamed(text, { id: contactId, lastMessage: { text, mine: false, atMs: 1 } });
const among = (text: string): Snapshot => ({ ...emptySnapshot, contacts: [named(text)] });
const inCall = (text: string, change: Parameters<typeof callWith>[1]): Snapshot => ({
  ...among(text),
  call: callWith(named(text), change),
});
const plain = among('Bob');
const conversation: View = { name: 'conversation', contactId };
const search: View = { name: 'search', contactId };
const saying = (text: string, change: Partial<MessageView> = {}): CorpusScreen => ({
  snapshot: plain,
  view: conversation,
  entries: [messageSaying(text, { id: messageId, atMs: 1, ...change })],
  at: '.log',
});
const note: CallNoteView = {
  kind: 'call',
  id: 'note',
  mine: false,
  video: true,
  ending: 'missed',
  atMs: 1,
  durationMs: 0,
};
/** As an engine takes it at most from the other side. */
const maxReaction = 32;

/** Every screen that shows what somebody else has written, and those boxes into which it may be pasted. */
export const corpusScreens: Readonly<Record<string, (text: string) => CorpusScreen>> = {
  contacts: (text) => ({ snapshot: among(text) }),
  requests: (text) => ({
    snapshot: { ...emptySnapshot, requests: [{ id: contactId, name: text, atMs: 1 }] },
    at: '.request',
  }),
  conversation: (text) => saying(text),
  'name over a conversation with notes of calls': (text) => ({
    snapshot: { ...among(text), contacts: [{ ...named(text), typing: true }] },
    view: conversation,
    entries: [note, { ...note, id: 'other', mine: true, ending: 'hung-up-here', durationMs: 1_000 }],
    at: '.typing',
  }),
  'edited message': (text) => saying(text, { mine: true, edited: true, state: 'read' }),
  quote: (text) => saying('Yes', { quote: { id: '00bb', mine: false, text } }),
  reaction: (text) => {
    const theirs = text.slice(0, maxReaction);
    return { ...saying('Yes', { reactions: { theirs } }), at: '.reactions', shows: theirs };
  },
  'message that is answered': (text) => ({
    ...saying(text),
    target: { kind: 'reply', messageId },
    at: '.composer-target',
  }),
  'message that is changed': (text) => ({
    ...saying(text, { mine: true, state: 'read' }),
    target: { kind: 'edit', messageId },
    at: 'textarea',
  }),
  'search for it': (text) => ({
    snapshot: plain,
    view: search,
    typed: { into: '.search-box', text },
    at: '.search-box',
  }),
  'search results': (text) => ({
    snapshot: among(text),
    view: search,
    answers: {
      search: () => {
        const half = Math.ceil(text.length / 2);
        const excerpt = [
          { text: text.slice(0, half), hit: true },
          { text: text.slice(half), hit: false },
        ];
        return Promise.resolve({
          kind: 'found',
          hits: [{ contactId, messageId, mine: false, atMs: 1, excerpt }],
          next: null,
        });
      },
    },
    typed: { into: '.search-box', text: 'words' },
    at: '.search-excerpt',
  }),
  'add contact': (text) => ({
    snapshot: emptySnapshot,
    view: { name: 'add-contact' },
    answers: { invite: () => Promise.resolve({ kind: 'refused', reason: 'typo' }) },
    typed: { into: '.id-input', text, sent: true },
    at: '.id-input',
  }),
  'safety number': (text) => ({ snapshot: among(text), view: { name: 'safety-number', contactId }, at: '.safety' }),
  'incoming call': (text) => ({
    snapshot: inCall(text, { direction: 'incoming', phase: 'incoming' }),
    at: '.incoming-who',
  }),
  call: (text) => ({ snapshot: inCall(text, {}), view: { name: 'call' } }),
  'call bar': (text) => ({ snapshot: inCall(text, {}), view: { name: 'settings' }, at: '.call-bar-who' }),
};
