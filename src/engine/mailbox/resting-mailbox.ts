import type { MailboxPort } from '../ports/mailbox-port.ts';
import { MailboxError } from '../ports/mailbox-port.ts';

export interface RestingMailbox {
  readonly mailbox: MailboxPort;
  /** While true, whatever this browser still wants to write looks like a service that is away. */
  rest(resting: boolean): void;
}

/** The mailbox of an identity that may be active in another browser: then this one writes nothing. */
export function createRestingMailbox(mailbox: MailboxPort): RestingMailbox {
  let resting = false;
  const unlessResting =
    <Input extends readonly unknown[], Output>(operation: (...input: Input) => Promise<Output>) =>
    async (...input: Input): Promise<Output> => {
      if (resting) throw new MailboxError('unreachable');
      return operation(...input);
    };
  return {
    mailbox: {
      ...mailbox,
      erase: unlessResting(mailbox.erase),
      writeHeader: unlessResting(mailbox.writeHeader),
      writeGrant: unlessResting(mailbox.writeGrant),
      deleteGrant: unlessResting(mailbox.deleteGrant),
      writeSlot: unlessResting(mailbox.writeSlot),
      writeMail: unlessResting(mailbox.writeMail),
      deleteMail: unlessResting(mailbox.deleteMail),
      writeKnock: unlessResting(mailbox.writeKnock),
      deleteKnock: unlessResting(mailbox.deleteKnock),
      refuseKnocks: unlessResting(mailbox.refuseKnocks),
    },
    rest(next) {
      resting = next;
    },
  };
}
