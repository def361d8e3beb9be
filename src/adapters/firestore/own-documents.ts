import type { DocumentData } from 'firebase/firestore';
import { Bytes, deleteField, increment, serverTimestamp } from 'firebase/firestore';
import type { Clock } from '../../engine/ports/clock.ts';
import type { BoxName, Grant, OwnPlaces, PresenceName } from '../../engine/ports/mailbox-port.ts';
import { MailboxError } from '../../engine/ports/mailbox-port.ts';
import type { DocumentAccess } from './document-access.ts';
import type { ClaimDocument } from './documents.ts';
import { parseClaim } from './documents.ts';
import { isRefusal } from './mailbox-failure.ts';

/** The service refuses to have one document written twice within a second, by whichever browser; a little more allows for its clock. */
const pauseMs = 1_200;

/** The rules count no further. */
const mostGrants = 256;

interface OwnDocumentsDependencies {
  readonly documents: DocumentAccess;
  readonly clock: Pick<Clock, 'nowMs' | 'after'>;
}

/** What an account has at the service, and the claim that names and counts it (docs/protocol.md#documents). */
export interface OwnDocuments {
  claim(account: string, own: OwnPlaces & { readonly preImage: Uint8Array; readonly grants: number }): Promise<void>;
  /** A document of our own that somebody may have written a moment ago: ourselves, or another browser of ours. */
  write(path: string, data: () => DocumentData): Promise<void>;
  writeGrant(account: string, box: BoxName, grant: Grant): Promise<void>;
  deleteGrant(account: string, box: BoxName, grant: Grant): Promise<void>;
  erase(account: string, own: OwnPlaces): Promise<void>;
}

export function createOwnDocuments({ documents, clock }: OwnDocumentsDependencies): OwnDocuments {
  const { patiently, forget } = createPacedWrites(clock);

  /** Writes the first claim of an account. Where there is one already, which takes no other proof, resolves to that. */
  const prove = async (path: string, proof: DocumentData): Promise<ClaimDocument | undefined> => {
    try {
      await documents.write(path, proof);
      return undefined;
    } catch (error) {
      const before = isRefusal(error) ? parseClaim(await documents.read(path)) : undefined;
      if (!before) throw error;
      return before;
    }
  };

  return {
    async claim(account, { id, box, beacon, grants, preImage }) {
      const path = claimPath(account);
      const said = { box, id, beacon, grants: Math.min(grants, mostGrants), at: serverTimestamp() };
      const before = await prove(path, { ...said, pre: Bytes.fromUint8Array(preImage) });
      // One account has one mailbox, whatever it proves.
      if (before && before.box !== box) throw new MailboxError('denied');
      if (before?.beacon === beacon && !before.proves) return;
      const former = before?.beacon === undefined || before.beacon === beacon ? {} : goneWith(before.beacon);
      await patiently(path, () =>
        documents.commit({
          [path]: { kind: 'write', data: { ...said, grants: before?.grants ?? said.grants } },
          ...former,
        }),
      );
      // The first grant has not to wait for this.
      forget(path);
    },
    write: (path, data) => patiently(path, () => documents.write(path, data())),
    async writeGrant(account, box, grant) {
      const path = grantPath(box, grant);
      const data = { at: serverTimestamp() };
      if ((await documents.read(path)) !== undefined) return patiently(path, () => documents.write(path, data));
      const counted = { grants: increment(1), given: grant, taken: deleteField(), at: serverTimestamp() };
      await patiently(claimPath(account), () =>
        documents.commit({
          [path]: { kind: 'write', data },
          [claimPath(account)]: { kind: 'update', data: counted },
        }),
      );
    },
    async deleteGrant(account, box, grant) {
      const path = grantPath(box, grant);
      const counted = { grants: increment(-1), taken: grant, given: deleteField(), at: serverTimestamp() };
      try {
        await documents.commit({
          [path]: { kind: 'delete' },
          [claimPath(account)]: { kind: 'update', data: counted },
        });
      } catch (error) {
        if (!isRefusal(error)) throw error;
        // It is not there any more, or was never counted.
        await documents.remove(path);
      }
    },
    /** The claim last, for without it the others are nobody's; what was not there is no reason to leave the rest. */
    async erase(account, { id, box, beacon }) {
      const paths = [`people/${id}`, `inbox/${box}`, beaconPath(beacon)];
      const outcomes = await Promise.allSettled(paths.map(documents.remove));
      await documents.remove(claimPath(account));
      for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    },
  };
}

/** Writes documents no sooner after each other than the rules allow. */
function createPacedWrites(clock: OwnDocumentsDependencies['clock']) {
  const writtenMs = new Map<string, number>();
  const wait = (ms: number): Promise<void> => new Promise((resolve) => clock.after(ms, resolve));

  return {
    forget: (path: string): void => void writtenMs.delete(path),
    /** Waits for what was written here, and once more where another browser of ours has written a moment ago. */
    async patiently(path: string, write: () => Promise<void>): Promise<void> {
      const sinceMs = clock.nowMs() - (writtenMs.get(path) ?? Number.NEGATIVE_INFINITY);
      if (sinceMs >= 0 && sinceMs < pauseMs) await wait(pauseMs - sinceMs);
      try {
        await write();
      } catch (error) {
        if (!isRefusal(error)) throw error;
        await wait(pauseMs);
        await write();
      } finally {
        writtenMs.set(path, clock.nowMs());
      }
    },
  };
}

const claimPath = (account: string): string => `claims/${account}`;
const grantPath = (box: BoxName, grant: Grant): string => `inbox/${box}/grant/${grant}`;
const beaconPath = (beacon: PresenceName): string => `beacon/${beacon}`;

const goneWith = (beacon: PresenceName) => ({ [beaconPath(beacon)]: { kind: 'delete' } as const });
