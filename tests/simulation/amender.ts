import type { Conversations } from '#src/engine/chat/conversations.ts';
import type { MessageChange } from '#src/engine/chat/rules/amendments.ts';
import type { ContactId } from '#src/shared/identity/contact-id.ts';
import type { MessageView } from '#src/shared/snapshot.ts';
import type { SeededRandom } from '../fakes/seeded-random.ts';

/** Does something with a message; tells when a deletion was promised to be stored. */
export type Amender = (onDeleted: (messageId: string) => void) => Promise<void>;

const reactions = ['👍', '❤️', '🎉', ''];
const newest = 4;

/** A person who answers, corrects, deletes or reacts to one of the newest messages, as far as a surface offers it. */
export function createAmender(conversations: Conversations, to: ContactId, random: SeededRandom): Amender {
  let edits = 0;

  const changeOf = ({ text, mine }: MessageView, dice: number): MessageChange | undefined => {
    if (dice < 40) return { kind: 'reaction', text: reactions[dice % reactions.length] ?? '' };
    if (!mine) return undefined;
    edits += 1;
    return dice < 80 ? { kind: 'edit', text: `${text.split('~')[0]}~${edits}` } : { kind: 'delete', text: '' };
  };

  return async (onDeleted) => {
    const [dice, pick] = [random.between(0, 99), random.between(0, newest - 1)];
    const { view } = await conversations.view(to, { kind: 'newest', entries: newest });
    const message = view.entries.filter((entry) => entry.kind === 'message')[pick];
    if (!message || message.state === 'unsaved' || !view.canAmend) return;
    const { id, deleted } = message;
    if (random.chance(0.2)) {
      await conversations.send(to, 'answer', id);
      return;
    }
    const change = deleted ? undefined : changeOf(message, dice);
    if (!change) return;
    const { kind } = await conversations.amend(to, id, change);
    if (kind === 'queued' && change.kind === 'delete') onDeleted(id);
  };
}
