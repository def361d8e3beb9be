/** Which Firebase project introduces people. The composition root reads it from the build and from Settings. */
export interface MailboxConfig {
  readonly apiKey: string;
  readonly projectId: string;
  /** Addresses as `host:port`; absent for a real project. */
  readonly emulators?: { readonly firestore: string; readonly auth: string } | undefined;
  /** Keeps several accounts in one process or profile apart; one is enough outside tests. */
  readonly appName?: string | undefined;
}
