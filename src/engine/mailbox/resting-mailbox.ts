import type { MailboxPort } from '../ports/mailbox-port.ts';
import { isDenied, MailboxError } from '../ports/mailbox-port.ts';
import type { Topic } from '../topic.ts';
import { createTopic } from '../topic.ts';

export interface RestingMailbox {
  /** The mailbox itself: what is told there as this browser goes is told although it rests. */
  readonly service: MailboxPort;
  readonly mailbox: MailboxPort;
  /** The service refused what the owner of the mailbox may do. */
  readonly refused: Topic<[]>;
  /** While true, whatever this browser still wants to write looks like a service that is away. */
  rest(resting: boolean): void;
}

/** The mailbox of an identity that may be active in another browser: then this one writes nothing. */
export function createRestingMailbox(given: MailboxPort): RestingMailbox {
  let resting = false;
  const refused: RestingMailbox['refused'] = createTopic();
  const service = tellRefusals(given, refused.tell);
  const unlessResting =
    <Input extends readonly unknown[], Output>(operation: (...input: Input) => Promise<Output>) =>
    async (...input: Input): Promise<Output> => {
      if (resting) throw new MailboxError('unreachable');
      return operation(...input);
    };
  return {
    service,
    refused,
    mailbox: {
      ...service,
      erase: unlessResting(service.erase),
      writeHeader: unlessResting(service.writeHeader),
      writeGrant: unlessResting(service.writeGrant),
      deleteGrant: unlessResting(service.deleteGrant),
      writeSlot: unlessResting(service.writeSlot),
      writeMail: unlessResting(service.writeMail),
      deleteMail: unlessResting(service.deleteMail),
      writeKnock: unlessResting(service.writeKnock),
      deleteKnock: unlessResting(service.deleteKnock),
      refuseKnocks: unlessResting(service.refuseKnocks),
    },
    rest(next) {
      resting = next;
    },
  };
}

function tellRefusals(mailbox: MailboxPort, onRefused: () => void): MailboxPort {
  const asOwner =
    <Input extends readonly unknown[]>(operation: (...input: Input) => Promise<void>) =>
    (...input: Input): Promise<void> =>
      operation(...input).catch((error: unknown) => {
        if (isDenied(error)) onRefused();
        throw error;
      });
  return {
    ...mailbox,
    writeHeader: asOwner(mailbox.writeHeader),
    writeGrant: asOwner(mailbox.writeGrant),
    deleteGrant: asOwner(mailbox.deleteGrant),
    deleteMail: asOwner(mailbox.deleteMail),
    deleteKnock: asOwner(mailbox.deleteKnock),
    refuseKnocks: asOwner(mailbox.refuseKnocks),
    writePresence: asOwner(mailbox.writePresence),
  };
}
