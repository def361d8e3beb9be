import type { DocumentData, Firestore } from 'firebase/firestore';
import { collection, doc, getDocFromServer, getDocsFromServer, limit, query } from 'firebase/firestore';
import type { Actor, Seeds, World } from './rules-world.ts';
import { actors, change } from './rules-world.ts';

export const operations = ['create', 'update', 'get', 'list', 'delete'] as const;
export type Operation = (typeof operations)[number];

/** Everything the table needs to know about one kind of document. */
export interface DocumentKind {
  readonly name: string;
  path(world: World, actor: Actor): string;
  /** What a well-meaning client writes. */
  good(world: World, actor: Actor): DocumentData;
  /** What is there before an update, a read or a delete. */
  existing(world: World, actor: Actor): DocumentData;
  /** What has to come with the first writing, in the same commit. */
  besideCreate?(world: World, actor: Actor): Seeds;
  readonly allowed: Readonly<Partial<Record<Operation, readonly Actor[]>>>;
  /** Who writes in the cases about fields. */
  readonly writer: Actor;
  /** Fields that a writer gets wrong, beyond those that are missing, superfluous or of a wrong type. */
  readonly wrong: Readonly<Record<string, (good: DocumentData, world: World) => DocumentData>>;
  /** Names of those wrong fields that cannot be refused without a billed read. */
  readonly refusedByRead?: readonly string[];
  readonly cases?: readonly SpecialCase[];
}

/** A case that the regular pattern does not make. */
export interface SpecialCase {
  readonly name: string;
  readonly operation: Operation;
  readonly actor: Actor;
  readonly allowed: boolean;
  readonly path?: (world: World) => string;
  readonly data?: (good: DocumentData, world: World) => DocumentData;
  readonly seeds?: (world: World) => Seeds;
  /** What comes in the same commit, in the place of what the kind says. */
  readonly beside?: (world: World) => Seeds;
  readonly listLimit?: number | undefined;
  /** The rules must refuse it without a billed read. */
  readonly refusedForFree?: boolean;
}

export interface RuleCase {
  readonly name: string;
  readonly allowed: boolean;
  readonly refusedForFree: boolean;
  readonly actor: Actor;
  seeds(world: World): Seeds;
  perform(firestore: Firestore, world: World): Promise<unknown>;
}

const longestList = 100;

export function casesOf(kind: DocumentKind): RuleCase[] {
  const byActor = operations.flatMap((operation) =>
    actors.map((actor) =>
      toCase(kind, {
        name: `${actor} ${operation}`,
        operation,
        actor,
        allowed: kind.allowed[operation]?.includes(actor) ?? false,
        refusedForFree: actor === 'signed-out',
      }),
    ),
  );
  return [...byActor, ...fieldCases(kind), ...(kind.cases ?? []).map((special) => toCase(kind, special))];
}

function fieldCases(kind: DocumentKind): RuleCase[] {
  const writes = (['create', 'update'] as const).filter((operation) => kind.allowed[operation]?.length);
  return writes.flatMap((operation) =>
    Object.entries(wrongFields(kind)).map(([what, data]) =>
      toCase(kind, {
        name: `${operation} with ${what}`,
        operation,
        actor: kind.writer,
        allowed: false,
        data,
        refusedForFree: !kind.refusedByRead?.includes(what),
      }),
    ),
  );
}

function wrongFields(kind: DocumentKind): DocumentKind['wrong'] {
  // Names of fields do not depend on the world; any will do.
  const fields = Object.keys(kind.good(nowhere, kind.writer));
  const regular = fields.flatMap((field) => [
    [`no ${field}`, (good: DocumentData) => without(good, field)] as const,
    [`a list as ${field}`, (good: DocumentData) => ({ ...good, [field]: [1] })] as const,
    [`a number as ${field}`, (good: DocumentData) => ({ ...good, [field]: 7 })] as const,
  ]);
  return {
    ...Object.fromEntries(regular),
    'one field too many': (good) => ({ ...good, more: true }),
    ...kind.wrong,
  };
}

const nowhere: World = {
  box: '',
  // Never written.
  preImage: undefined as never,
  boxOf: () => '',
  grantOf: () => '',
  liveGrant: '',
  claimOf: () => ({}),
  token: '',
  id: '',
  beacon: '',
};

function without(data: DocumentData, field: string): DocumentData {
  return Object.fromEntries(Object.entries(data).filter(([name]) => name !== field));
}

function toCase(kind: DocumentKind, special: SpecialCase): RuleCase {
  const { actor, operation } = special;
  const pathIn = (world: World): string => special.path?.(world) ?? kind.path(world, actor);
  return {
    name: `${kind.name}: ${special.name} is ${special.allowed ? 'allowed' : 'refused'}`,
    allowed: special.allowed,
    refusedForFree: special.refusedForFree ?? false,
    actor,
    seeds: (world) => ({
      [pathIn(world)]: operation === 'create' ? undefined : kind.existing(world, actor),
      ...special.seeds?.(world),
    }),
    perform(firestore, world) {
      const good = kind.good(world, actor);
      const data = special.data?.(good, world) ?? good;
      const listLimit = 'listLimit' in special ? special.listLimit : longestList;
      const usual = operation === 'create' ? kind.besideCreate?.(world, actor) : undefined;
      const beside = special.beside?.(world) ?? usual ?? {};
      return performOperation({ firestore, operation, path: pathIn(world), data, beside, listLimit });
    },
  };
}

interface Performance {
  readonly firestore: Firestore;
  readonly operation: Operation;
  readonly path: string;
  readonly data: DocumentData;
  readonly beside: Seeds;
  readonly listLimit: number | undefined;
}

function performOperation(performance: Performance): Promise<unknown> {
  const { firestore, operation, path, data, beside, listLimit } = performance;
  const document = doc(firestore, path);
  switch (operation) {
    case 'create':
    case 'update':
      return change(firestore, { [path]: data, ...beside });
    case 'get':
      return getDocFromServer(document);
    case 'delete':
      return change(firestore, { [path]: undefined, ...beside });
    case 'list': {
      const all = collection(firestore, document.parent.path);
      return getDocsFromServer(listLimit === undefined ? all : query(all, limit(listLimit)));
    }
  }
}
