import { emulatorAddresses } from '../../integration/mailbox/emulator-address.ts';

const project = 'demo-beeline';
const database = `projects/${project}/databases/(default)`;
const dayMs = 24 * 60 * 60 * 1_000;

/** The emulator believes a token without a signature; so a thousand accounts cost nothing. */
function tokenOf(account: string): string {
  const nowS = Math.floor(Date.now() / 1_000);
  const claims = {
    iss: `https://securetoken.google.com/${project}`,
    aud: project,
    sub: account,
    user_id: account,
    iat: nowS,
    exp: nowS + 3_600,
    auth_time: nowS,
    firebase: { sign_in_provider: 'anonymous', identities: {} },
  };
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encode({ alg: 'none', type: 'JWT' })}.${encode(claims)}.`;
}

/** Writes a signal as that account, as the app does but past it; resolves to the service's status, 200 or 403. */
export async function writeSignalAs(account: string, path: string, sealed: Uint8Array): Promise<number> {
  const isKnock = path.includes('/knock/');
  const fields = {
    sealed: { bytesValue: Buffer.from(sealed).toString('base64') },
    expireAt: { timestampValue: new Date(Date.now() + dayMs).toISOString() },
    ...(isKnock ? { token: { nullValue: null } } : {}),
  };
  const write = {
    update: { name: `${database}/documents/${path}`, fields },
    updateTransforms: [{ fieldPath: 'at', setToServerValue: 'REQUEST_TIME' }],
  };
  const response = await fetch(`http://${emulatorAddresses().firestore}/v1/${database}/documents:commit`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokenOf(account)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ writes: [write] }),
  });
  await response.text();
  return response.status;
}
