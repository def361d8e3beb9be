import { parseMailContent } from '#src/engine/chat/rules/mail-content.ts';
import type { LeaveMail } from '#src/engine/mailbox/leave-mail.ts';
import type { MailReader, MailShelf } from '#src/engine/mailbox/mail-shelf.ts';
import { createMailShelf } from '#src/engine/mailbox/mail-shelf.ts';
import type { SeededRandom } from '../fakes/seeded-random.ts';
import type { VirtualClock } from '../fakes/virtual-clock.ts';
import type { Side } from './faulty-link.ts';
import { otherSide } from './faulty-link.ts';

export interface MailFaults {
  /** Probabilities that the service refuses, does not answer, loses what it took, and tells of a document twice. */
  mailRefusals: number;
  mailFailures: number;
  mailLosses: number;
  mailDuplicates: number;
}

export interface FaultyMail {
  leave(from: Side): LeaveMail;
  /** Begins to read a side's mailbox: what waits there comes first, in any order. */
  open(side: Side, conversations: MailReader, isAlive: () => boolean): MailShelf;
  readonly written: Record<Side, number>;
}

interface Watch {
  readonly shelf: MailShelf;
  readonly isAlive: () => boolean;
}

/** The mailboxes of two people, with everything that a service and an unfriendly operator can do to mail. */
export function createFaultyMail(clock: VirtualClock, random: SeededRandom, faults: MailFaults): FaultyMail {
  const boxes: Record<Side, Map<string, unknown>> = { a: new Map(), b: new Map() };
  const watches: Record<Side, Watch | null> = { a: null, b: null };
  const written: Record<Side, number> = { a: 0, b: 0 };

  function tell(side: Side, name: string, payload: unknown): void {
    const { isAlive, shelf } = watches[side] ?? {};
    clock.after(random.between(0, 3_000), () => {
      const content = parseMailContent(payload);
      if (!content) throw new Error('mail that its reader cannot parse');
      if (isAlive?.()) shelf?.put({ name, contactId: otherSide(side), content });
    });
    if (random.chance(faults.mailDuplicates)) tell(side, name, payload);
  }

  function store(from: Side, name: string, payload: unknown): Awaited<ReturnType<LeaveMail>> {
    const to = otherSide(from);
    written[from] += 1;
    if (random.chance(faults.mailRefusals)) return 'refused';
    if (random.chance(faults.mailFailures)) return 'failed';
    if (!random.chance(faults.mailLosses)) {
      boxes[to].set(name, payload);
      tell(to, name, payload);
    }
    // The answer may get lost although the document is there.
    return random.chance(faults.mailFailures) ? 'failed' : 'left';
  }

  return {
    leave: (from) => (_to, mail) =>
      new Promise((resolve) => {
        const payload: unknown = JSON.parse(JSON.stringify({ frames: mail.frames }));
        clock.after(random.between(20, 2_000), () => resolve(store(from, String(mail.index), payload)));
      }),
    open(side, conversations, isAlive) {
      const shelf = createMailShelf({
        conversations,
        standing: () => 'welcome',
        onDone: ({ name }) => {
          clock.after(random.between(10, 500), () => {
            // A document may be deleted just when it was written again.
            if (!random.chance(faults.mailFailures)) boxes[side].delete(name);
          });
        },
      });
      watches[side] = { shelf, isAlive };
      for (const [name, payload] of boxes[side]) tell(side, name, payload);
      return shelf;
    },
    written,
  };
}
