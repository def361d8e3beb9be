/** Thirty-two hex digits that let one contact write into the other's slots. */
type Grant = string;

/** How far two people have come towards being contacts, seen from one side. */
export type PairingState =
  /** We asked them; they may answer with `myGrant`. */
  | { readonly status: 'knocked'; readonly myGrant: Grant }
  /** They asked us, by the knock of `knockAccount`. */
  | {
      readonly status: 'asked';
      readonly theirGrant: Grant;
      readonly theirBeacon: string;
      readonly knockAccount: string;
    }
  | {
      readonly status: 'accepted';
      readonly myGrant: Grant;
      readonly theirGrant: Grant;
      readonly theirBeacon: string;
      /** Whether anything has come from them since; until then our acceptance is repeated with every offer. */
      readonly confirmed: boolean;
      readonly knockAccount?: string | undefined;
    }
  | { readonly status: 'declined' | 'blocked'; readonly knockAccount?: string | undefined };
