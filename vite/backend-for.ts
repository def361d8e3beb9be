/** The emulators a build talks to; empty strings in a build for people. */
export interface Backend {
  readonly firestoreEmulator: string;
  readonly authEmulator: string;
}

export function backendFor(mode: string): Backend {
  if (mode !== 'emulator') {
    return { firestoreEmulator: '', authEmulator: '' };
  }
  return {
    firestoreEmulator: process.env.BEELINE_FIRESTORE_EMULATOR ?? '127.0.0.1:8080',
    authEmulator: process.env.BEELINE_AUTH_EMULATOR ?? '127.0.0.1:9099',
  };
}

/** What the code of a build reads of itself. */
export function definesFor(mode: string): Record<string, string> {
  const { firestoreEmulator, authEmulator } = backendFor(mode);
  const demoProject = {
    'import.meta.env.VITE_FIREBASE_PROJECT_ID': JSON.stringify('demo-beeline'),
    'import.meta.env.VITE_FIREBASE_API_KEY': JSON.stringify('demo-beeline'),
  };
  return {
    'import.meta.env.BEELINE_FIRESTORE_EMULATOR': JSON.stringify(firestoreEmulator),
    'import.meta.env.BEELINE_AUTH_EMULATOR': JSON.stringify(authEmulator),
    ...(mode === 'emulator' ? demoProject : {}),
  };
}
