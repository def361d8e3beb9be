import { fromEnvironment } from './people.ts';

/** What the one who runs the database can do, past the rules. Values are in the service's own JSON form. */

type Value =
  | { readonly stringValue: string }
  | { readonly bytesValue: string }
  | { readonly integerValue: string }
  | { readonly booleanValue: boolean }
  | { readonly nullValue: null }
  | { readonly timestampValue: string }
  | { readonly mapValue: { readonly fields: Fields } };
export type Fields = Readonly<Record<string, Value>>;

interface StoredDocument {
  readonly name: string;
  readonly fields?: Fields;
}

const root = 'projects/demo-beeline/databases/(default)/documents';

async function ask(path: string, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(`http://${fromEnvironment('FIRESTORE_EMULATOR_HOST')}/v1/${root}/${path}`, {
    ...init,
    headers: { authorization: 'Bearer owner', 'content-type': 'application/json' },
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return await response.json();
}

export async function writeDocument(path: string, fields: Fields): Promise<void> {
  await ask(path, { method: 'PATCH', body: JSON.stringify({ fields }) });
}

export async function readDocument(path: string): Promise<Fields> {
  // The emulator's answer to a `get` is a document by its interface description.
  return ((await ask(path)) as StoredDocument).fields ?? {};
}

/** Names of the documents in a collection, without their paths. */
export async function listDocuments(collection: string): Promise<readonly string[]> {
  // As above, of a `list`.
  const { documents = [] } = (await ask(`${collection}?pageSize=300`)) as { documents?: readonly StoredDocument[] };
  return documents.map(({ name }) => name.slice(name.lastIndexOf('/') + 1));
}
