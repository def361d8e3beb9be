import type { Links } from '#src/engine/links/links.ts';

/** The smallest app on a lane: people wave at each other. Beside this file it takes one line where links are made. */
export function createWaving(links: Pick<Links, 'register' | 'send' | 'sendBytes'>) {
  const seen: string[] = [];
  const pictures: number[] = [];
  const present = new Set<string>();
  links.register({
    lane: 'control',
    prefix: 'wave',
    handleFrame: (contactId) => seen.push(`${contactId} waved`) > 0,
    handleBytes: (_contactId, bytes) => pictures.push(bytes.length) > 0,
    handleOpened: (contactId) => void present.add(contactId),
    handleClosed: (contactId) => void present.delete(contactId),
  });
  return {
    seen,
    /** Lengths in bytes of the pictures that came along. */
    pictures,
    present: () => [...present],
    wave: (contactId: string): boolean => links.send(contactId, 'control', { t: 'wave.hello' }),
    show: (contactId: string, picture: Uint8Array<ArrayBuffer>): boolean =>
      links.sendBytes(contactId, 'control', picture),
  };
}
