import type { ContactView } from '../../../shared/snapshot.ts';

/** False for whom nothing reaches that one could begin with them: they are no contact yet, or no longer. */
export function isConnected({ presence }: Pick<ContactView, 'presence'>): boolean {
  return presence !== 'request-sent' && presence !== 'shut-out';
}
