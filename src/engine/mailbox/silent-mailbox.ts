import type { MailboxPort } from '../ports/mailbox-port.ts';
import { MailboxError } from '../ports/mailbox-port.ts';

/** The mailbox of a browser that is not the active one: whatever it still wants to write looks like a service that is away. */
export function createSilentMailbox(mailbox: MailboxPort, isSilent: () => boolean): MailboxPort {
  const unlessSilent =
    <Input extends readonly unknown[], Output>(operation: (...input: Input) => Promise<Output>) =>
    async (...input: Input): Promise<Output> => {
      if (isSilent()) throw new MailboxError('unreachable');
      return operation(...input);
    };
  return {
    ...mailbox,
    writeHeader: unlessSilent(mailbox.writeHeader),
    writeGrant: unlessSilent(mailbox.writeGrant),
    deleteGrant: unlessSilent(mailbox.deleteGrant),
    writeSlot: unlessSilent(mailbox.writeSlot),
    writeMail: unlessSilent(mailbox.writeMail),
    deleteMail: unlessSilent(mailbox.deleteMail),
    writeKnock: unlessSilent(mailbox.writeKnock),
    deleteKnock: unlessSilent(mailbox.deleteKnock),
    refuseKnocks: unlessSilent(mailbox.refuseKnocks),
  };
}
