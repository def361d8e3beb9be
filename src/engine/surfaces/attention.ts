import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { Attention, Notice } from '../../shared/messaging/contract.ts';
import type { Snapshot } from '../../shared/snapshot.ts';

/** Text of a message shown in a notification, in UTF-16 units. */
const maxNoticeText = 200;

export interface AttentionKeeper {
  /** Looks at the snapshot and tells the background when anything that draws attention has changed. */
  refresh(snapshot: Snapshot): void;
}

/** Turns the snapshot into badge and notifications; the background shows them and remembers nothing. */
export function createAttention(show: (attention: Attention) => void): AttentionKeeper {
  const requestNotice = createRequestNotice();
  let told = '';
  let raised = new Map<string, Notice>();

  const refresh = (snapshot: Snapshot): void => {
    const quiet = snapshot.settings.doNotDisturb;
    // Kept back without being counted as told: they are the ones to hear of afterwards.
    const late = quiet ? [] : missedCallNotices(snapshot);
    const known = [...callNotices(snapshot), ...requestNotice(snapshot), ...messageNotices(snapshot), ...late];
    const notices = quiet ? known.filter(({ kind }) => kind === 'request') : known;
    const written = new Map(known.map((notice) => [notice.id, notice]));
    const changed = notices.filter((notice) => JSON.stringify(raised.get(notice.id)) !== JSON.stringify(notice));
    const news = changed.filter((notice) => isNews(notice, raised.get(notice.id)));
    const attention: Attention = {
      ...badgeOf(snapshot),
      notices,
      raise: idsOf(news),
      reword: idsOf(changed.filter((notice) => !news.includes(notice))),
      language: snapshot.settings.language,
    };
    raised = written;
    const telling = JSON.stringify({ ...attention, raise: [], reword: [] });
    if (telling === told) return;
    told = telling;
    show(attention);
  };

  return { refresh };
}

function badgeOf({
  phase,
  contacts,
  call,
  games,
  requests,
}: Snapshot): Pick<Attention, 'unread' | 'inCall' | 'needsAction'> {
  return {
    unread: contacts.reduce((sum, { unread, missedCalls }) => sum + unread + (missedCalls?.count ?? 0), 0),
    inCall: call !== null && call.phase !== 'ended' && call.phase !== 'incoming',
    needsAction:
      phase === 'elsewhere' ||
      phase === 'copied' ||
      phase === 'damaged' ||
      requests.length > 0 ||
      call?.phase === 'incoming' ||
      games.some(isInvitation),
  };
}

function isInvitation({ phase }: Snapshot['games'][number]): boolean {
  return phase === 'invited';
}

function idsOf(notices: readonly Notice[]): readonly string[] {
  return notices.map(({ id }) => id);
}

/** An edit or a deletion changes what a notification says, and calls nobody back to it. */
function isNews(notice: Notice, before: Notice | undefined): boolean {
  if (notice.kind !== 'message' || before?.kind !== 'message') return true;
  return notice.count > before.count || notice.atMs > before.atMs;
}

function callNotices({ call }: Snapshot): Notice[] {
  if (call?.phase !== 'incoming') return [];
  const { contactId, contactName: name, video, shareOnly: share } = call;
  return [{ kind: 'incoming-call', id: `incoming-call:${contactId}`, name, video, ...(share && { share }) }];
}

/** They stay until somebody has seen the conversation. */
function missedCallNotices({ contacts }: Snapshot): Notice[] {
  return contacts.flatMap(({ id, name, missedCalls }) => {
    if (missedCalls === undefined) return [];
    const { count: _, ...newest } = missedCalls;
    return [{ kind: 'missed-call' as const, id: `missed-call:${id}`, contactId: id, name, ...newest }];
  });
}

/** One for the first that waits; a flood of others makes none until all have been answered. */
function createRequestNotice(): (snapshot: Snapshot) => Notice[] {
  let announced: ContactId | undefined;
  return ({ requests }) => {
    // They come newest first; an engine that has just started knows of no announcement, and the oldest had it.
    announced = requests.length === 0 ? undefined : (announced ?? requests.at(-1)?.id);
    return requests
      .filter(({ id }) => id === announced)
      .map(({ id, name }) => ({ kind: 'request', id: `request:${id}`, contactId: id, name }));
  };
}

function messageNotices({ contacts }: Snapshot): Notice[] {
  return contacts
    .filter(({ unread, muted }) => unread > 0 && muted !== true)
    .map(({ id, name, unread, lastMessage }) => ({
      kind: 'message',
      id: `message:${id}`,
      contactId: id,
      name,
      text: lastMessage?.mine === false ? beginningOf(lastMessage.text) : '',
      count: unread,
      atMs: lastMessage?.atMs ?? 0,
    }));
}

/** Without the half of a character of which the other half does not fit. */
function beginningOf(text: string): string {
  const beginning = text.slice(0, maxNoticeText);
  return text.length > maxNoticeText ? beginning.replace(/[\ud800-\udbff]$/, '') : beginning;
}
