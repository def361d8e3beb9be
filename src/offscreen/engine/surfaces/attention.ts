import type { ContactId } from '../../../shared/contact-id.ts';
import type { Attention, Notice } from '../../../shared/messaging/contract.ts';
import type { Snapshot } from '../../../shared/snapshot.ts';

/** Text of a message shown in a notification, in UTF-16 units. */
const maxNoticeText = 200;

export interface AttentionKeeper {
  /** Looks at the snapshot and tells the background when anything that draws attention has changed. */
  refresh(snapshot: Snapshot): void;
  missedCall(contactId: ContactId, name: string): void;
  /** The person has these conversations before their eyes, so nothing of them needs pointing out. */
  seen(contactIds: ReadonlySet<ContactId>): void;
}

/** Turns the snapshot into badge and notifications; the background shows them and remembers nothing. */
export function createAttention(show: (attention: Attention) => void): AttentionKeeper {
  const missed = new Map<ContactId, Notice>();
  const requestNotice = createRequestNotice();
  let told = '';
  let raised = new Map<string, string>();

  const refresh = (snapshot: Snapshot): void => {
    const quiet = snapshot.settings.doNotDisturb;
    // Kept back without being counted as told: they are the ones to hear of afterwards.
    const late = quiet ? [] : [...missed.values()];
    const known = [...callNotices(snapshot), ...requestNotice(snapshot), ...messageNotices(snapshot), ...late];
    const notices = quiet ? known.filter(({ kind }) => kind === 'request') : known;
    const written = new Map(known.map((notice) => [notice.id, JSON.stringify(notice)]));
    const raise = notices.filter(({ id }) => raised.get(id) !== written.get(id)).map(({ id }) => id);
    const attention: Attention = {
      unread: snapshot.contacts.reduce((sum, contact) => sum + contact.unread, 0),
      inCall: snapshot.call !== null && snapshot.call.phase !== 'ended' && snapshot.call.phase !== 'incoming',
      needsAction: snapshot.requests.length > 0 || snapshot.call?.phase === 'incoming',
      notices,
      raise,
      language: snapshot.settings.language,
    };
    raised = written;
    const telling = JSON.stringify({ ...attention, raise: [] });
    if (telling === told) return;
    told = telling;
    show(attention);
  };

  return {
    refresh,
    missedCall(contactId, name) {
      missed.set(contactId, { kind: 'missed-call', id: `missed-call:${contactId}`, contactId, name });
    },
    seen(contactIds) {
      for (const id of contactIds) missed.delete(id);
    },
  };
}

function callNotices({ call }: Snapshot): Notice[] {
  if (call?.phase !== 'incoming') return [];
  return [{ kind: 'incoming-call', id: `incoming-call:${call.contactId}`, name: call.contactName, video: call.video }];
}

/** One for the first that waits; a flood of others makes none until all have been answered. */
function createRequestNotice(): (snapshot: Snapshot) => Notice[] {
  let announced: ContactId | undefined;
  return ({ requests }) => {
    announced = requests.length === 0 ? undefined : (announced ?? requests[0]?.id);
    return requests
      .filter(({ id }) => id === announced)
      .map(({ id, name }) => ({ kind: 'request', id: `request:${id}`, contactId: id, name }));
  };
}

function messageNotices({ contacts }: Snapshot): Notice[] {
  return contacts
    .filter((contact) => contact.unread > 0)
    .map(({ id, name, unread, lastMessage }) => ({
      kind: 'message',
      id: `message:${id}`,
      contactId: id,
      name,
      text: (lastMessage?.text ?? '').slice(0, maxNoticeText),
      count: unread,
    }));
}
