import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RulesTestContext, RulesTestEnvironment } from '@firebase/rules-unit-testing';
import { initializeTestEnvironment } from '@firebase/rules-unit-testing';
import type { DocumentData, Firestore } from 'firebase/firestore';
import { Bytes, doc, setLogLevel, Timestamp, writeBatch } from 'firebase/firestore';

/** Everybody who may stand before a document. `restored` has the owner's identity under another account. */
export const actors = ['signed-out', 'stranger', 'contact', 'blocked', 'owner', 'restored'] as const;
export type Actor = (typeof actors)[number];

export const randomHex = (digits: number): string => randomBytes(digits / 2).toString('hex');
export const bytes = (size: number): Bytes => Bytes.fromUint8Array(new Uint8Array(randomBytes(size)));
export const secondsAgo = (seconds: number): Timestamp => Timestamp.fromMillis(Date.now() - seconds * 1_000);
/** When something written now ends that lives so long, written by a clock that is days ahead. */
export const endAfter = (lifeMs: number, moreDays: number): Timestamp =>
  Timestamp.fromMillis(Date.now() + lifeMs + moreDays * 86_400_000);
export const sha256Hex = (value: Uint8Array | string): string => createHash('sha256').update(value).digest('hex');

/** One mailbox and the people around it, with names that no other case uses. */
export interface World {
  readonly box: string;
  readonly preImage: Bytes;
  /** The box that an actor has claimed. */
  boxOf(actor: Actor): string;
  /** The claim of an actor's account as it is by now. */
  claimOf(actor: Actor): DocumentData;
  /** The grant that an actor names: live for owner, restored, contact and signed-out, dead for blocked and stranger. */
  grantOf(actor: Actor): string;
  readonly liveGrant: string;
  readonly token: string;
  readonly id: string;
  readonly beacon: string;
}

export function createWorld(): World {
  const preImage = bytes(32);
  const box = sha256Hex(preImage.toUint8Array());
  const liveGrant = randomHex(32);
  const others = new Map(actors.map((actor) => [actor, { box: randomHex(64), grant: randomHex(32) }]));
  const isOwner = (actor: Actor): boolean => actor === 'owner' || actor === 'restored';
  const namesLiveGrant = (actor: Actor): boolean => isOwner(actor) || actor === 'contact' || actor === 'signed-out';
  const boxOf = (actor: Actor): string => (isOwner(actor) ? box : (others.get(actor)?.box ?? ''));
  const id = Array.from(randomBytes(20), (byte) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[byte % 32]).join('');
  const beacon = randomHex(32);
  return {
    box,
    preImage,
    boxOf,
    claimOf: (actor) => ({ box: boxOf(actor), id, beacon, grants: 1, at: secondsAgo(3_600) }),
    grantOf: (actor) => (namesLiveGrant(actor) ? liveGrant : (others.get(actor)?.grant ?? '')),
    liveGrant,
    token: randomHex(32),
    id,
    beacon,
  };
}

/** `undefined` deletes the document. */
export type Seeds = Readonly<Record<string, DocumentData | undefined>>;

export interface RulesStage {
  firestoreOf(actor: Actor): Firestore;
  seed(world: World, seeds: Seeds): Promise<void>;
  readonly projectId: string;
  readonly address: string;
  close(): Promise<void>;
}

/** The claim of a version that named nothing but the mailbox. */
export const oldClaim = (world: World, actor: Actor = 'owner'): DocumentData => ({
  box: world.boxOf(actor),
  pre: world.preImage,
});

export const uidOf = (actor: Actor): string => `account-${actor}`;

/** Loads the rules into a project of their own, so that other tests on the same emulator are not disturbed. */
export async function openStage(projectId: string): Promise<RulesStage> {
  const address = process.env.FIRESTORE_EMULATOR_HOST;
  if (!address) throw new Error('Set FIRESTORE_EMULATOR_HOST, as `npm run test:rules` does.');
  setLogLevel('silent');
  const [host = '', port = ''] = address.split(':');
  const rules = readFileSync(new URL('../../firebase/firestore.rules', import.meta.url), 'utf8');
  const environment = await initializeTestEnvironment({ projectId, firestore: { host, port: Number(port), rules } });
  const contexts = new Map(actors.map((actor) => [actor, firestoreFor(environment, actor)]));
  const seeder = await openSeeder(environment);
  return {
    projectId,
    address,
    firestoreOf(actor) {
      const firestore = contexts.get(actor);
      if (!firestore) throw new Error(`no context for ${actor}`);
      return firestore;
    },
    seed: (world, seeds) => change(seeder.firestore, { ...surroundings(world), ...seeds }),
    async close() {
      await seeder.close();
      await environment.cleanup();
    },
  };
}

function firestoreFor(environment: RulesTestEnvironment, actor: Actor): Firestore {
  const context =
    actor === 'signed-out' ? environment.unauthenticatedContext() : environment.authenticatedContext(uidOf(actor));
  return modular(context);
}

// The compat instance works with the modular functions, as its documentation says; only its type says otherwise.
const modular = (context: RulesTestContext): Firestore => context.firestore() as unknown as Firestore;

function surroundings(world: World): Seeds {
  const claims = actors
    .filter((actor) => actor !== 'signed-out')
    .map((actor) => [`claims/${uidOf(actor)}`, world.claimOf(actor)] as const);
  return {
    ...Object.fromEntries(claims),
    [`inbox/${world.box}`]: { open: true, tokenHash: sha256Hex(world.token), at: secondsAgo(3_600) },
    [`inbox/${world.box}/grant/${world.liveGrant}`]: { at: secondsAgo(3_600) },
  };
}

interface Seeder {
  readonly firestore: Firestore;
  close(): Promise<void>;
}

/** Making a context past the rules takes longer than writing with it, so one serves all cases. */
function openSeeder(environment: RulesTestEnvironment): Promise<Seeder> {
  return new Promise((resolve, reject) => {
    const over = environment.withSecurityRulesDisabled(
      (context) =>
        new Promise((leave) =>
          resolve({
            firestore: modular(context),
            async close() {
              leave();
              await over;
            },
          }),
        ),
    );
    over.catch(reject);
  });
}

/** All of it in one commit. */
export async function change(firestore: Firestore, seeds: Seeds): Promise<void> {
  const batch = writeBatch(firestore);
  for (const [path, data] of Object.entries(seeds)) {
    if (data) batch.set(doc(firestore, path), data);
    else batch.delete(doc(firestore, path));
  }
  await batch.commit();
}
