/** A token bucket: so many a second in the long run, and so many at once. */
export interface Budget {
  readonly perSecond: number;
  readonly burst: number;
}

export interface Bucket {
  readonly tokens: number;
  readonly atMs: number;
}

export function fullBucket({ burst }: Budget, atMs: number): Bucket {
  return { tokens: burst, atMs };
}

/** The bucket after taking one token, undefined when it is empty. A clock that was set back adds nothing. */
export function takeToken(bucket: Bucket, { perSecond, burst }: Budget, atMs: number): Bucket | undefined {
  const added = (Math.max(0, atMs - bucket.atMs) / 1_000) * perSecond;
  const tokens = Math.min(burst, bucket.tokens + added);
  return tokens < 1 ? undefined : { tokens: tokens - 1, atMs };
}
