import type { InviteOutcome } from '../../../shared/messaging/contract.ts';
import type { MessageKey } from '../basics/text.ts';

export type InviteRefusal = Extract<InviteOutcome, { kind: 'refused' }>['reason'];

/** Why nobody was asked, in a sentence. */
export const inviteRefusalKeys: Readonly<Record<InviteRefusal, MessageKey>> = {
  typo: 'inviteTypo',
  'other-service': 'inviteOtherService',
  'own-id': 'inviteOwnId',
  'unknown-id': 'inviteUnknownId',
  'wrong-card': 'inviteWrongCard',
  closed: 'inviteClosed',
  'too-soon': 'inviteTooSoon',
  offline: 'inviteOffline',
  unreachable: 'inviteUnreachable',
  'not-ready': 'inviteNotReady',
};
