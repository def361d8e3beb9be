/** The addresses that the test runner hands over; both are `host:port`. */
export function emulatorAddresses(): { readonly firestore: string; readonly auth: string } {
  const { FIRESTORE_EMULATOR_HOST: firestore, FIREBASE_AUTH_EMULATOR_HOST: auth } = process.env;
  if (!firestore || !auth) {
    throw new Error('Set FIRESTORE_EMULATOR_HOST and FIREBASE_AUTH_EMULATOR_HOST, as `npm run test:integration` does.');
  }
  return { firestore, auth };
}
