import type { ContactId } from '../../shared/identity/contact-id.ts';
import { createInTurn } from '../../shared/in-turn.ts';
import type { EditableContactBook } from '../contacts/contact-book.ts';
import type { IdentityKeeper } from '../identity/identity-keeper.ts';
import type { OwnStart } from '../identity/own-start.ts';
import type { SignalSender } from '../mailbox/signal-sender.ts';
import type { Log } from '../ports/log.ts';
import type { ContactRecord } from '../ports/stores-port.ts';
import type { Topic } from '../topic.ts';
import { createTopic } from '../topic.ts';
import { writeIntroduction } from './reintroduction.ts';

/** Links as those see them who have something to say about themselves. */
export interface Introductions {
  /** Tells everybody who is linked what we are called, and where we say that we are there. */
  tellAll(): void;
  /** Whether that reaches them: a link is up, and they told the same of themselves over it. */
  reaches(id: ContactId): boolean;
  /** A contact has introduced themselves over a link, where ours lies ready; older versions do not look for it there. */
  readonly introduced: Topic<[id: ContactId]>;
}

interface PresenceNameDependencies {
  readonly contacts: EditableContactBook;
  readonly signals: Pick<SignalSender, 'send'>;
  readonly identity: Pick<IdentityKeeper, 'require' | 'change'>;
  readonly start: Pick<OwnStart, 'outdo'>;
  readonly introductions: Introductions;
  readonly newName: () => string;
  readonly log: Log;
}

/** The name under which contacts find out whether our browser runs. Whoever knows it can read it for ever, so it changes. */
export interface PresenceNaming {
  /** There is another one, of which the service does not know yet. */
  readonly changed: Topic<[]>;
  /** Somebody knows it who is no contact any more. */
  change(): Promise<void>;
  /** Tells it to every contact who does not know it, by a letter where no link does. */
  tell(): Promise<void>;
}

export function createPresenceNaming(deps: PresenceNameDependencies): PresenceNaming {
  const { contacts, identity, introductions } = deps;
  const changed: PresenceNaming['changed'] = createTopic();
  const inTurn = createInTurn();

  const setUntold = async ({ id }: ContactRecord, presenceUntold: true | undefined): Promise<void> => {
    const contact = contacts.get(id);
    if (contact && contact.presenceUntold !== presenceUntold) await contacts.put({ ...contact, presenceUntold });
  };

  const writeLetter = async (contact: ContactRecord): Promise<void> => {
    if (contact.status !== 'accepted' || contact.shutOut) return;
    const { beacon } = identity.require();
    await writeIntroduction({ signals: deps.signals, identity: identity.require }, contact);
    if (identity.require().beacon === beacon) await setUntold(contact, undefined);
  };

  const tellOne = async (contact: ContactRecord): Promise<void> => {
    if (!contact.presenceUntold) return;
    if (introductions.reaches(contact.id)) return setUntold(contact, undefined);
    await writeLetter(contact).catch((error: unknown) =>
      deps.log('warn', 'presence-untold', { reason: String(error) }),
    );
  };

  const tell = async (): Promise<void> => {
    await Promise.all(contacts.accepted().map(tellOne));
  };

  const handleIntroduced = async (id: ContactId): Promise<void> => {
    const contact = contacts.get(id);
    if (contact?.status === 'accepted') await tellOne(contact);
  };
  introductions.introduced.listen((id) => {
    const failed = (error: unknown): void => deps.log('error', 'presence-untold', { reason: String(error) });
    inTurn(() => handleIntroduced(id)).catch(failed);
  });

  return {
    changed,
    change: () =>
      inTurn(async () => {
        // Before there is another one: who is not told in between is told at the next start.
        await Promise.all(contacts.accepted().map((contact) => setUntold(contact, true)));
        await identity.change({ beacon: deps.newName() });
        // The mark of this start is bound to the name.
        await deps.start.outdo(undefined);
        changed.tell();
        introductions.tellAll();
        await tell();
      }),
    tell: () => inTurn(tell),
  };
}
