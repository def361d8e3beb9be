import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import type { Links } from '../links/links.ts';
import type { MailReader } from '../mailbox/mail-shelf.ts';
import type { Clock } from '../ports/clock.ts';
import type { ChatRegistry } from './chat-registry.ts';
import { hasUnmailed } from './rules/mailing.ts';

interface ConversationMailDependencies {
  readonly links: Pick<Links, 'want'>;
  readonly clock: Clock;
  readonly settings: () => Settings;
}

export interface ConversationMail extends MailReader {
  /** `away`: nobody answers there, and nobody is being sought. */
  handlePresence(contactId: ContactId, away: boolean): void;
}

/** What conversations have to do with mail: whose owner is away, and what came by it. */
export function createConversationMail(deps: ConversationMailDependencies, registry: ChatRegistry): ConversationMail {
  const { links, clock } = deps;
  return {
    handlePresence(contactId, away) {
      const atMs = clock.nowMs();
      registry.running(contactId)?.dispatch({ kind: 'presence-changed', away, atMs });
    },
    takeMail(contactId, frames) {
      const atMs = clock.nowMs();
      registry.use(contactId, (runner) => {
        for (const frame of frames) runner.dispatch({ kind: 'frame-received', frame, atMs });
      });
    },
    hasSettled: (contactId, id) => registry.running(contactId)?.state().settled.includes(id) ?? false,
    receivedThrough: (contactId, epoch) => registry.running(contactId)?.state().counters.received[epoch] ?? 0,
    seekAbsent() {
      if (!deps.settings().leaveMail) return;
      // Whoever is sought in vain is away, and gets mail.
      for (const [contactId, runner] of registry.all()) if (hasUnmailed(runner.state())) links.want(contactId);
    },
  };
}
