import type { Links } from '#src/engine/links/links.ts';

/** The smallest app on a lane: people wave at each other. Beside this file it takes one line where links are made. */
export function createWaving(links: Pick<Links, 'register' | 'send'>) {
  const seen: string[] = [];
  const present = new Set<string>();
  links.register({
    lane: 'control',
    prefix: 'wave',
    handleFrame: (contactId) => seen.push(`${contactId} waved`) > 0,
    handleOpened: (contactId) => void present.add(contactId),
    handleClosed: (contactId) => void present.delete(contactId),
  });
  return {
    seen,
    present: () => [...present],
    wave: (contactId: string): boolean => links.send(contactId, 'control', { t: 'wave.hello' }),
  };
}
