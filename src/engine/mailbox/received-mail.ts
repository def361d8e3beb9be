import type { ContactId } from '../../shared/identity/contact-id.ts';
import { equalBytes } from '../bytes/equal-bytes.ts';
import type { MailContent } from '../chat/rules/mail-content.ts';
import { parseMailContent } from '../chat/rules/mail-content.ts';
import type { EditableContactBook } from '../contacts/contact-book.ts';
import type { EnvelopePort } from '../crypto/signal.ts';
import type { Log } from '../ports/log.ts';
import type { BoxName, Grant, InboxListener, MailboxPort } from '../ports/mailbox-port.ts';
import type { ContactRecord } from '../ports/stores-port.ts';
import { mailPath } from './document-paths.ts';
import type { MailReader, ShelvedMail } from './mail-shelf.ts';
import { createMailShelf } from './mail-shelf.ts';
import { mailLifeMs } from './rules/lifetimes.ts';

interface ReceivedMailDependencies {
  readonly mailbox: Pick<MailboxPort, 'deleteMail' | 'serverNowMs'>;
  readonly contacts: Pick<EditableContactBook, 'get' | 'findByGrant'>;
  readonly conversations: Pick<MailReader, 'takeMail' | 'hasSettled' | 'receivedThrough'>;
  readonly box: () => BoxName;
  readonly envelope: () => EnvelopePort;
  readonly log: Log;
}

export interface ReceivedMail {
  readonly handleMail: InboxListener['onMail'];
  /** Something was stored, or they became a contact. */
  handleConversationChanged(contactId: ContactId): void;
  /** Documents that were not what they should be, since the start. */
  dropped(): number;
}

type MailDocument = Parameters<InboxListener['onMail']>[0];

/** Takes in what was left for us while we were away. */
export function createReceivedMail(deps: ReceivedMailDependencies): ReceivedMail {
  const { mailbox, contacts, log } = deps;
  let dropped = 0;

  const discard = (grant: Grant, index: number): void => {
    mailbox
      .deleteMail(deps.box(), grant, index)
      .catch((error: unknown) => log('warn', 'mail-not-deleted', { reason: String(error) }));
  };

  const shelf = createMailShelf({
    conversations: deps.conversations,
    standing(mail) {
      const sender = contacts.findByGrant(placeOf(mail).grant);
      if (sender?.id !== mail.contactId) return 'void';
      return sender.status === 'accepted' ? 'welcome' : 'early';
    },
    onDone(mail) {
      const { grant, index } = placeOf(mail);
      discard(grant, index);
    },
  });

  const take = async (document: MailDocument): Promise<void> => {
    const { grant, index, atMs } = document;
    const sender = contacts.findByGrant(grant);
    const nowMs = mailbox.serverNowMs();
    if (nowMs !== null && nowMs - atMs > mailLifeMs) return discard(grant, index);
    // Left by somebody who was removed, or by a contact of another browser with the same identity.
    if (!sender) return;
    const content = await readMail(deps, document, sender);
    if (content) return shelf.put({ name: `${grant}_${index}`, contactId: sender.id, content });
    dropped += 1;
    discard(grant, index);
  };

  return {
    handleMail: (document) =>
      void take(document).catch((error: unknown) => log('error', 'mail-failed', { reason: String(error) })),
    handleConversationChanged: shelf.handleChanged,
    dropped: () => dropped,
  };
}

function placeOf({ name }: ShelvedMail): { readonly grant: Grant; readonly index: number } {
  return { grant: name.slice(0, 32), index: Number(name.slice(33)) };
}

/** Undefined for what the sender did not write as mail for this very document. */
async function readMail(
  deps: Pick<ReceivedMailDependencies, 'envelope' | 'box'>,
  { grant, index, sealed }: MailDocument,
  sender: ContactRecord,
): Promise<MailContent | undefined> {
  const signal = await deps.envelope().open(sealed, mailPath(deps.box(), grant, index));
  if (signal?.kind !== 'mail') return undefined;
  const { identity, agreement } = signal.sender;
  if (!equalBytes(identity, sender.keys.identity) || !equalBytes(agreement, sender.keys.agreement)) return undefined;
  const content = parseMailContent(signal.payload);
  return content?.through === signal.sequence ? content : undefined;
}
