import type { Auth } from 'firebase/auth/web-extension';
import { deleteUser, onAuthStateChanged, signInAnonymously } from 'firebase/auth/web-extension';

export interface Account {
  /** Signs in without asking anybody anything: the account kept in this profile, or a new one. Resolves to its name. */
  signIn(): Promise<string>;
  /** See `MailboxPort`. */
  watchAccount(onAccount: (account: string | null) => void, signal: AbortSignal): void;
  /** Gives up the account kept in this profile, if there is one. */
  leave(): Promise<void>;
}

export function createAccount(auth: Auth): Account {
  let pending: Promise<string> | undefined;

  const signIn = async (): Promise<string> => {
    await auth.authStateReady();
    return auth.currentUser?.uid ?? (await signInAnonymously(auth)).user.uid;
  };

  return {
    async signIn() {
      if (auth.currentUser) return auth.currentUser.uid;
      // Two sign-ins at once would make two accounts.
      pending ??= signIn().finally(() => {
        pending = undefined;
      });
      return pending;
    },
    watchAccount(onAccount, signal) {
      const stop = onAuthStateChanged(auth, (user) => onAccount(user?.uid ?? null));
      signal.addEventListener('abort', stop);
    },
    async leave() {
      await auth.authStateReady();
      // Whatever the service says, this profile must not come back under the same account.
      if (auth.currentUser) await deleteUser(auth.currentUser).finally(() => auth.signOut());
    },
  };
}
