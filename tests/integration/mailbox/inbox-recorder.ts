import type { InboxListener, MailboxPort, ServiceState } from '#src/engine/ports/mailbox-port.ts';

type Slot = Parameters<InboxListener['onSlot']>[0];
type Knock = Parameters<InboxListener['onKnock']>[0];
type Mail = Parameters<InboxListener['onMail']>[0];

export interface RecordedInbox {
  readonly slots: Slot[];
  readonly knocks: Knock[];
  readonly mail: Mail[];
  readonly states: ServiceState[];
  malformed: number;
  stop(): void;
}

/** Watches `box` and remembers everything that the listener is told. */
export function recordInbox(mailbox: MailboxPort, box: string): RecordedInbox {
  const stopped = new AbortController();
  const recorded: RecordedInbox = {
    slots: [],
    knocks: [],
    mail: [],
    states: [],
    malformed: 0,
    stop: () => stopped.abort(),
  };
  const listener: InboxListener = {
    onSlot: (slot) => recorded.slots.push(slot),
    onKnock: (knock) => recorded.knocks.push(knock),
    onMail: (mail) => recorded.mail.push(mail),
    onMalformed: () => {
      recorded.malformed += 1;
    },
    onState: (state) => recorded.states.push(state),
  };
  mailbox.watchInbox(box, listener, stopped.signal);
  return recorded;
}
