import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { descriptionsIn } from '../../../scripts/lib/browser/peer-connections.mjs';
import type { Person } from '../../../scripts/lib/browser/person.mjs';
import type { Canary } from '../canaries.ts';
import { canariesOfDescription, canaryOf, withoutTwins } from '../canaries.ts';
import { readWords } from './stored-words.ts';

/** What one person knew when they left. */
interface Testimony {
  readonly person: string;
  readonly canaries: readonly { readonly what: string; readonly base64: string }[];
  /** Why they could not be asked. */
  readonly fault?: string;
}

export interface KnownCanaries {
  readonly people: readonly string[];
  readonly canaries: readonly Canary[];
  readonly faults: readonly string[];
}

const fileOf = (folder: string): string => join(folder, 'canaries.jsonl');

/** Nothing to do where nothing is recorded, and nothing to learn from a browser whose engine is gone. */
export async function noteCanaries(person: Person): Promise<void> {
  const { BEELINE_TRAFFIC: folder } = process.env;
  if (folder === undefined || !hasEngine(person)) return;
  const testimony = await testify(person).catch(
    (error: unknown): Testimony => ({ person: person.name, canaries: [], fault: String(error) }),
  );
  await appendFile(fileOf(folder), `${JSON.stringify(testimony)}\n`);
}

async function testify(person: Person): Promise<Testimony> {
  const engine = await person.offscreen();
  const [words, descriptions] = await Promise.all([readWords(engine), descriptionsIn(engine)]);
  const canaries = withoutTwins([
    ...words.flatMap(({ what, text }) => canariesOfText(what, text)),
    ...[...new Set(descriptions)].flatMap(canariesOfDescription),
  ]);
  return {
    person: person.name,
    canaries: canaries.map(({ what, bytes }) => ({ what, base64: bytes.toString('base64') })),
  };
}

function hasEngine({ browser }: Person): boolean {
  return browser.connected && browser.targets().some((target) => target.url().endsWith('/src/offscreen/index.html'));
}

/** The longest beginning that is looked for, in characters. */
const maxCharacters = 60;
/** Shorter ones would be found by chance, as long as no quotes mark them as a whole value. */
const minBytes = 6;

function canariesOfText(what: string, text: string): readonly Canary[] {
  const beginning = [...text].slice(0, maxCharacters).join('');
  return [beginning, `"${beginning}"`]
    .map((written) => canaryOf(what, written))
    .filter(({ bytes }) => bytes.length >= minBytes)
    .slice(0, 1);
}

/** Of everybody who was there, each only once. */
export async function readKnownCanaries(folder: string): Promise<KnownCanaries> {
  const lines = (await readFile(fileOf(folder), 'utf8')).trim().split('\n');
  // Written above, by this very program.
  const testimonies = lines.map((line) => JSON.parse(line) as Testimony);
  return {
    people: testimonies.map(({ person }) => person),
    faults: testimonies.flatMap(({ person, fault }) => (fault === undefined ? [] : [`${person}: ${fault}`])),
    canaries: withoutTwins(
      testimonies.flatMap(({ canaries }) =>
        canaries.map(({ what, base64 }) => canaryOf(what, Buffer.from(base64, 'base64'))),
      ),
    ),
  };
}
