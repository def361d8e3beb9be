/** Twenty Crockford base32 characters in upper case without dashes; the last one is the check character. */
export type ContactId = string;
