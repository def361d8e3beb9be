import * as v from 'valibot';

type Planted = Readonly<Record<string, Uint8Array | string | number | boolean>>;

/** Writes or, without fields, deletes a document of the emulator past its rules. `at` is added. */
export async function plantDocument(
  address: string,
  path: string,
  fields: Planted | undefined,
  atMs = Date.now(),
): Promise<void> {
  const url = `http://${address}/v1/projects/demo-beeline/databases/(default)/documents/${path}`;
  const headers = { Authorization: 'Bearer owner', 'Content-Type': 'application/json' };
  const at = { timestampValue: new Date(atMs).toISOString() };
  const body = fields && JSON.stringify({ fields: { ...encode(fields), at } });
  const response = await fetch(url, body ? { method: 'PATCH', headers, body } : { method: 'DELETE', headers });
  if (!response.ok) throw new Error(`planting ${path} failed: ${await response.text()}`);
}

/** Fields of a document by name, as they lie in the database; undefined when there is none. */
export async function readPlanted(
  address: string,
  path: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const url = `http://${address}/v1/projects/demo-beeline/databases/(default)/documents/${path}`;
  const response = await fetch(url, { headers: { Authorization: 'Bearer owner' } });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`reading ${path} failed: ${await response.text()}`);
  return v.parse(stored, await response.json()).fields;
}

const stored = v.object({ fields: v.record(v.string(), v.unknown()) });

function encode(fields: Planted): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, encodeValue(value)]));
}

function encodeValue(value: Planted[string]): unknown {
  if (value instanceof Uint8Array) return { bytesValue: Buffer.from(value).toString('base64') };
  if (typeof value === 'string') return { stringValue: value };
  return typeof value === 'boolean' ? { booleanValue: value } : { integerValue: String(value) };
}

/** Deletes an account as the operator of the project can. */
export async function deleteAccount(address: string, account: string): Promise<void> {
  const response = await fetch(
    `http://${address}/identitytoolkit.googleapis.com/v1/projects/demo-beeline/accounts:delete`,
    {
      method: 'POST',
      headers: { Authorization: 'Bearer owner', 'Content-Type': 'application/json' },
      body: JSON.stringify({ localId: account }),
    },
  );
  if (!response.ok) throw new Error(`deleting an account failed: ${await response.text()}`);
}
