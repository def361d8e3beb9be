import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { OrderedFrame } from '../chat/rules/frames.ts';
import type { MailContent } from '../chat/rules/mail-content.ts';

/** The conversations as the mail for them sees them. */
export interface MailReader {
  /** Frames that came by mail; they count like those of a link. */
  takeMail(contactId: ContactId, frames: readonly OrderedFrame[]): void;
  /** Storage took this message of theirs since the engine started, or knew it. */
  hasSettled(contactId: ContactId, id: string): boolean;
  /** Where their `epoch` has come to; a place before that may have been used by another message. */
  receivedThrough(contactId: ContactId, epoch: string): number;
  /** Looks for everybody for whom something waits that is nowhere but here. */
  seekAbsent(): void;
}

export interface ShelvedMail {
  /** Names the document; a newer version of it takes the place of an older one. */
  readonly name: string;
  readonly contactId: ContactId;
  readonly content: MailContent;
}

interface MailShelfDependencies {
  readonly conversations: Pick<MailReader, 'takeMail' | 'hasSettled' | 'receivedThrough'>;
  /** `early`: we do not take messages from them yet. `void`: the grant it came under is nobody's any more. */
  readonly standing: (mail: ShelvedMail) => 'welcome' | 'early' | 'void';
  /** All of it is stored here, whichever way it came. */
  onDone(mail: ShelvedMail): void;
}

export interface MailShelf {
  put(mail: ShelvedMail): void;
  /** Something of this contact was stored, or they became one. */
  handleChanged(contactId: ContactId): void;
}

/**
 * Keeps genuine mail until the conversation has stored it. Documents come in any order, and what lies before them may come
 * over the link or not at all; each is handed over when it is its turn.
 */
export function createMailShelf({ conversations, standing, onDone }: MailShelfDependencies): MailShelf {
  const shelf = new Map<string, ShelvedMail>();

  /** Up to where the conversation may come with this piece of mail, when it can come to `reach` without. */
  const advance = (mail: ShelvedMail, reach: number): number => {
    const { name, contactId, content } = mail;
    const last = content.frames.at(-1);
    if (last && conversations.hasSettled(contactId, last.id)) {
      shelf.delete(name);
      onDone(mail);
      return content.through;
    }
    const stored = conversations.receivedThrough(contactId, content.epoch);
    const base = content.frames[0]?.base ?? content.from;
    if (content.from > Math.max(reach, stored, base - 1) + 1) return reach;
    conversations.takeMail(contactId, content.frames);
    return content.through;
  };

  const handleChanged = (contactId: ContactId): void => {
    const all = [...shelf.values()].filter((mail) => mail.contactId === contactId);
    for (const mail of all) if (standing(mail) === 'void') shelf.delete(mail.name);
    const theirs = all.filter((mail) => standing(mail) === 'welcome');
    const reached = new Map<string, number>();
    for (const mail of theirs.sort((one, other) => one.content.from - other.content.from)) {
      const { epoch } = mail.content;
      reached.set(epoch, advance(mail, reached.get(epoch) ?? 0));
    }
  };

  return {
    put(mail) {
      shelf.set(mail.name, mail);
      handleChanged(mail.contactId);
    },
    handleChanged,
  };
}
