import type { Auth } from 'firebase/auth/web-extension';
import { signInAnonymously } from 'firebase/auth/web-extension';

/** Signs in without asking anybody anything: the account kept in this profile, or a new one. Resolves to its name. */
export function createSignIn(auth: Auth): () => Promise<string> {
  let pending: Promise<string> | undefined;

  const signIn = async (): Promise<string> => {
    await auth.authStateReady();
    return auth.currentUser?.uid ?? (await signInAnonymously(auth)).user.uid;
  };

  return async () => {
    if (auth.currentUser) return auth.currentUser.uid;
    // Two sign-ins at once would make two accounts.
    pending ??= signIn().finally(() => {
      pending = undefined;
    });
    return pending;
  };
}
