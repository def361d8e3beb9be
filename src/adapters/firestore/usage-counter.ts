/**
 * Counts what the service bills: documents written, read and deleted. Reads that its rules cause by themselves are not
 * seen from here.
 */
export interface UsageCounter {
  countWrite(): void;
  countDelete(): void;
  countReads(documents: number): void;
  usage(): { readonly writes: number; readonly reads: number; readonly deletes: number };
}

export function createUsageCounter(): UsageCounter {
  let writes = 0;
  let reads = 0;
  let deletes = 0;
  return {
    countWrite() {
      writes += 1;
    },
    countDelete() {
      deletes += 1;
    },
    countReads(documents) {
      reads += documents;
    },
    usage: () => ({ writes, reads, deletes }),
  };
}
