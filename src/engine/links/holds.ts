import type { ContactId } from '../../shared/identity/contact-id.ts';

/** To whom something lives on the link that would be missed at once. */
export interface Holds {
  /** Holds until the returned function is called, however often; several may hold one link. */
  hold(contactId: ContactId): () => void;
  isHeld(contactId: ContactId): boolean;
}

/** `onChange` is told when the first one holds a link, and when the last one lets it go. */
export function createHolds(onChange: (contactId: ContactId) => void = () => undefined): Holds {
  const holders = new Map<ContactId, Set<symbol>>();
  return {
    hold(contactId) {
      const holder = Symbol(contactId);
      const all = holders.get(contactId) ?? new Set();
      holders.set(contactId, all.add(holder));
      if (all.size === 1) onChange(contactId);
      return () => {
        if (!all.delete(holder) || all.size > 0) return;
        holders.delete(contactId);
        onChange(contactId);
      };
    },
    isHeld: (contactId) => holders.has(contactId),
  };
}
