import { FirebaseError } from 'firebase/app';
import { Bytes } from 'firebase/firestore';
import { describe, expect, it } from 'vitest';
import type { DocumentAccess } from '#src/adapters/firestore/document-access.ts';
import { createOwnDocuments } from '#src/adapters/firestore/own-documents.ts';
import { createVirtualClock, settle } from '../../../fakes/virtual-clock.ts';

const box = 'b'.repeat(64);
const grant = 'a'.repeat(32);
const own = { id: '7K3M9QXAW2NP4TGVC1HR', box, beacon: 'c'.repeat(32), preImage: new Uint8Array(32), grants: 300 };
const refused = () => new FirebaseError('permission-denied', '');

/** A service that refuses the first so many changes, and takes notes of all. */
function setUp({ refusals = 0, there }: { refusals?: number; there?: Readonly<Record<string, unknown>> } = {}) {
  const clock = createVirtualClock();
  const done: [atMs: number, what: string, data?: Readonly<Record<string, unknown>>][] = [];
  const startMs = clock.nowMs();
  let left = refusals;
  const note = async (what: string, data?: Readonly<Record<string, unknown>>): Promise<void> => {
    done.push(data ? [clock.nowMs() - startMs, what, data] : [clock.nowMs() - startMs, what]);
    if (left-- > 0) throw refused();
  };
  const documents: Pick<DocumentAccess, 'write' | 'remove' | 'read' | 'commit'> = {
    write: (path, data) => note(`write ${path}`, data),
    remove: (path) => note(`remove ${path}`),
    read: async () => there,
    commit: (changes) =>
      note(
        Object.entries(changes)
          .map(([path, { kind }]) => `${kind} ${path}`)
          .join(', '),
      ),
  };
  const unused = () => () => () => undefined;
  const made = createOwnDocuments({ documents: { ...documents, listenTo: unused, listenToAll: unused }, clock });
  /** How it ends when so much time goes by. */
  const outcome = async (work: Promise<void>, ms = 0): Promise<string> => {
    let ended = 'waiting';
    work.then(
      () => (ended = 'done'),
      (error: unknown) => (ended = error instanceof FirebaseError ? error.code : String(error)),
    );
    await settle();
    await clock.advanceAsync(ms);
    await settle();
    return ended;
  };
  return { documents: made, done, outcome };
}

describe('documents of our own', () => {
  it('are written once more, a moment later, where another browser of ours was faster', async () => {
    const { documents, done, outcome } = setUp({ refusals: 1 });
    expect(
      await outcome(
        documents.write('people/me', () => ({})),
        1_199,
      ),
    ).toBe('waiting');
    const again = setUp({ refusals: 1 });
    expect(
      await again.outcome(
        again.documents.write('people/me', () => ({})),
        1_200,
      ),
    ).toBe('done');
    expect(again.done.map(([atMs]) => atMs)).toEqual([0, 1_200]);
    expect(done).toHaveLength(1);
  });

  it('are given up after the second refusal, and at once after any other failure', async () => {
    const { documents, outcome } = setUp({ refusals: 2 });
    expect(
      await outcome(
        documents.write('people/me', () => ({})),
        1_200,
      ),
    ).toBe('permission-denied');
  });

  it('wait for what was written here a moment ago', async () => {
    const { documents, done, outcome } = setUp();
    await outcome(
      documents.write('people/me', () => ({})),
      700,
    );
    await outcome(
      documents.write('people/me', () => ({})),
      500,
    );
    await outcome(documents.write('inbox/me', () => ({})));
    expect(done.map(([atMs, what]) => [atMs, what])).toEqual([
      [0, 'write people/me'],
      [1_200, 'write people/me'],
      [1_200, 'write inbox/me'],
    ]);
  });
});

describe('a claim', () => {
  it('shows its proof once, and counts no more grants than it may', async () => {
    const { documents, done, outcome } = setUp();
    expect(await outcome(documents.claim('account', own))).toBe('done');
    expect(done.map(([, what]) => what)).toEqual(['write claims/account', 'write claims/account']);
    expect(done[0]?.[2]).toMatchObject({ box, grants: 256, pre: expect.any(Bytes) });
  });

  it('that is there already names another presence document and takes the former one away', async () => {
    const { documents, done, outcome } = setUp({ refusals: 1, there: { box, beacon: 'd'.repeat(32), grants: 3 } });
    expect(await outcome(documents.claim('account', own))).toBe('done');
    expect(done.at(-1)?.[1]).toBe(`write claims/account, delete beacon/${'d'.repeat(32)}`);
  });

  it('that says the same is left as it is, and one of another mailbox refused', async () => {
    const same = setUp({ refusals: 1, there: { box, beacon: own.beacon, grants: 3 } });
    expect(await same.outcome(same.documents.claim('account', own))).toBe('done');
    expect(same.done).toHaveLength(1);
    const other = setUp({ refusals: 1, there: { box: 'e'.repeat(64) } });
    expect(await other.outcome(other.documents.claim('account', own))).toContain('denied');
    const none = setUp({ refusals: 1 });
    expect(await none.outcome(none.documents.claim('account', own))).toBe('permission-denied');
  });
});

describe('a grant', () => {
  it('is counted when it is new, and written alone when it is there', async () => {
    const fresh = setUp();
    await fresh.outcome(fresh.documents.writeGrant('account', box, grant));
    expect(fresh.done.map(([, what]) => what)).toEqual([`write inbox/${box}/grant/${grant}, update claims/account`]);
    const known = setUp({ there: {} });
    await known.outcome(known.documents.writeGrant('account', box, grant));
    expect(known.done.map(([, what]) => what)).toEqual([`write inbox/${box}/grant/${grant}`]);
  });

  it('goes although it was never counted', async () => {
    const { documents, done, outcome } = setUp({ refusals: 1 });
    expect(await outcome(documents.deleteGrant('account', box, grant))).toBe('done');
    expect(done.map(([, what]) => what)).toEqual([
      `delete inbox/${box}/grant/${grant}, update claims/account`,
      `remove inbox/${box}/grant/${grant}`,
    ]);
  });
});
