import { signInAnonymously } from 'firebase/auth/web-extension';
import { disableNetwork } from 'firebase/firestore';
import { expect, it } from 'vitest';
import { createDocumentAccess } from '#src/adapters/firestore/document-access.ts';
import { createFirebaseServices } from '#src/adapters/firestore/firebase-app.ts';
import { createUsageCounter } from '#src/adapters/firestore/usage-counter.ts';
import { emulatorAddresses } from './emulator-address.ts';
import { plantDocument } from './emulator-owner.ts';

it('a document is read although the stream of the watches is closed', async () => {
  const emulators = emulatorAddresses();
  const config = { apiKey: 'demo', projectId: 'demo-beeline', emulators, appName: 'document-access' };
  const { auth, firestore } = createFirebaseServices(config);
  const usage = createUsageCounter();
  const documents = createDocumentAccess(firestore, usage);
  await signInAnonymously(auth);
  const beacon = '0f'.repeat(16);
  await plantDocument(emulators.firestore, `beacon/${beacon}`, { open: true });
  await disableNetwork(firestore);
  expect(await documents.read(`beacon/${beacon}`)).toMatchObject({ open: true });
  expect(await documents.read(`beacon/${'0e'.repeat(16)}`)).toBeUndefined();
  await expect(documents.read('claims/of-somebody-else')).rejects.toMatchObject({ code: 'permission-denied' });
  expect(usage.usage().reads).toBe(3);
});
