/** Thirty-two hex digits that let one contact write into the other's slots. */
type Grant = string;

/** What a request of theirs brought: with it they can be written to, as long as they do not withdraw it. */
interface TheirRequest {
  readonly theirGrant: Grant;
  readonly theirBeacon: string;
}

/** How far two people have come towards being contacts, seen from one side. */
export type PairingState =
  /** We asked them; they may answer with `myGrant`. */
  | { readonly status: 'knocked'; readonly myGrant: Grant }
  /** They asked us, by the knock of `knockAccount`. */
  | (TheirRequest & { readonly status: 'asked'; readonly knockAccount: string })
  | (TheirRequest & {
      readonly status: 'accepted';
      readonly myGrant: Grant;
      /** Whether anything has come from them since; until then our acceptance is repeated with every offer. */
      readonly confirmed: boolean;
      /** Their mailbox refuses what we write: they have removed or blocked us. */
      readonly shutOut?: true | undefined;
      readonly knockAccount?: string | undefined;
    })
  /** Of a request that was declined before this was kept, only the account is known. */
  | (Partial<TheirRequest> & { readonly status: 'declined'; readonly knockAccount?: string | undefined })
  | { readonly status: 'blocked'; readonly knockAccount?: string | undefined };
