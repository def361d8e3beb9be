import type { HomeProject } from '../../shared/identity/home-project.ts';
import { parseContactInput } from '../../shared/identity/id-codec.ts';
import type { InviteOutcome } from '../../shared/messaging/contract.ts';
import type { IdentityKeeper } from '../identity/identity-keeper.ts';
import type { Pairing } from './pairing.ts';
import type { Verification } from './verification.ts';

export interface InviteByTextDeps {
  /** The service that we are at home with. */
  readonly home: HomeProject | null;
  readonly identity: Pick<IdentityKeeper, 'get'>;
  readonly pairing: Pick<Pairing, 'invite'>;
  readonly verification: Pick<Verification, 'setVerified'>;
}

/** Invites whom a text names, be it an ID, an invite link or a sentence around one; read off their screen, it verifies them too. */
export function createInviteByText({ home, identity, pairing, verification }: InviteByTextDeps) {
  /** Nothing is asked of a service that only a link names; a bare ID and older links name none. */
  const isAtHome = (named: HomeProject | null): boolean => named === null || named.projectId === home?.projectId;

  return async (text: string, inPerson: boolean): Promise<InviteOutcome> => {
    const input = parseContactInput(text);
    if (input.kind === 'none' || input.kind === 'typo') return { kind: 'refused', reason: 'typo' };
    if (!isAtHome(input.home)) return { kind: 'refused', reason: 'other-service' };
    const own = identity.get();
    if (!own?.publishedBy) return { kind: 'refused', reason: 'not-ready' };
    if (input.id === own.id) return { kind: 'refused', reason: 'own-id' };
    const outcome = await pairing.invite(input.id, input.token);
    if (inPerson && outcome.kind !== 'refused') await verification.setVerified(input.id, true);
    return outcome;
  };
}
