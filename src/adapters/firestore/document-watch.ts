import type { DocumentAccess } from './document-access.ts';
import { parseStampMs } from './documents.ts';
import type { RepeatedWatchDependencies } from './repeated-watch.ts';
import { watchRepeatedly } from './repeated-watch.ts';
import type { UsageCounter } from './usage-counter.ts';

export interface DocumentWatchDependencies extends RepeatedWatchDependencies {
  readonly documents: Pick<DocumentAccess, 'listenTo'>;
  readonly usage: Pick<UsageCounter, 'countReads'>;
}

export interface WatchedDocument {
  readonly path: string;
  readonly signal: AbortSignal;
  /** Undefined when there is no such document. */
  onData(data: unknown): void;
  onReached(reached: boolean): void;
  /** It is not reached any more, and this is why. */
  onFailure(error: unknown): void;
}

/** Follows one stamped document through every interruption until `signal` aborts; each version is told once. */
export function watchDocument(deps: DocumentWatchDependencies, watched: WatchedDocument): void {
  const { path, signal, onData, onReached, onFailure } = watched;
  let told: number | 'nothing' | undefined;

  watchRepeatedly(deps, {
    listen: deps.documents.listenTo(path),
    signal,
    onSnapshot(snapshot) {
      onReached(!snapshot.metadata.fromCache);
      if (snapshot.metadata.fromCache) return;
      const version = parseStampMs(snapshot.data()) ?? 'nothing';
      if (version === told) return;
      told = version;
      deps.usage.countReads(1);
      onData(snapshot.data());
    },
    onFailure,
  });
}
