import { createHash } from 'node:crypto';
import type { Clock } from '#src/engine/ports/clock.ts';
import type { BoxName, MailboxHeader, OwnPlaces, SeenPresence } from '#src/engine/ports/mailbox-port.ts';
import { MailboxError } from '#src/engine/ports/mailbox-port.ts';

const sealedBytes = 1_024;
const mailBytes: ReadonlySet<number> = new Set([1_024, 4_096, 16_384]);
const slotIntervalMs = 1_000;
const knockIntervalMs = 60_000;
const mostGrants = 256;

export interface StoredSignal {
  readonly sealed: Uint8Array;
  readonly atMs: number;
}

export const sha256Hex = (value: Uint8Array | string): string => createHash('sha256').update(value).digest('hex');

type Beacon = SeenPresence & { readonly box: BoxName };

function demand(condition: boolean): void {
  if (!condition) throw new MailboxError('denied');
}

const isHex = (value: string, digits: number): boolean => value.length === digits && /^[0-9a-f]+$/.test(value);

/**
 * The documents of the service and the rules over them, as in firebase/firestore.rules. Everything throws `denied` or
 * succeeds. For the pause between two writings of an own document nobody has to wait here: the other adapter does that.
 */
export function createDocuments(clock: Pick<Clock, 'nowMs'>) {
  const claims = new Map<string, OwnPlaces & { readonly grants: number }>();
  const people = new Map<string, { readonly card: Uint8Array; readonly box: BoxName }>();
  const headers = new Map<BoxName, MailboxHeader>();
  const grants = new Set<string>();
  const slots = new Map<string, StoredSignal>();
  const mail = new Map<string, StoredSignal>();
  const knocks = new Map<string, StoredSignal>();
  const refusals = new Set<string>();
  const beacons = new Map<string, Beacon>();

  const demandOwner = (account: string, box: BoxName): void => demand(claims.get(account)?.box === box);
  const countGrant = (account: string, change: number): void => {
    const claim = claims.get(account);
    if (!claim) return;
    demand(claim.grants + change <= mostGrants);
    claims.set(account, { ...claim, grants: Math.max(0, claim.grants + change) });
  };
  const demandPause = (last: StoredSignal | undefined, intervalMs: number): void =>
    demand(last === undefined || clock.nowMs() > last.atMs + intervalMs);
  const under = (signals: Map<string, StoredSignal>, box: BoxName): [string, StoredSignal][] =>
    [...signals].filter(([path]) => path.startsWith(`${box}/`)).map(([path, signal]) => [path.slice(65), signal]);

  return {
    /** What it costs beside the first write: to take the proof away, or to read what refused it and to write another name. */
    claim(account: string, own: OwnPlaces & { readonly preImage: Uint8Array; readonly grants: number }) {
      const { id, box, beacon, preImage, grants } = own;
      const before = claims.get(account);
      demand(before ? before.box === box && before.id === id : preImage.length === 32 && sha256Hex(preImage) === box);
      if (before?.beacon === beacon) return { writes: 0, reads: 1 };
      if (before) beacons.delete(before.beacon);
      claims.set(account, { id, box, beacon, grants: before?.grants ?? grants });
      return { writes: 1, reads: before ? 1 : 0 };
    },
    /** As its operator can. */
    loseClaim(account: string): void {
      claims.delete(account);
    },
    erase(account: string, { id, box, beacon }: OwnPlaces) {
      demandOwner(account, box);
      people.delete(id);
      headers.delete(box);
      beacons.delete(beacon);
      claims.delete(account);
    },
    putCard(account: string, id: string, card: { readonly card: Uint8Array; readonly box: BoxName }): void {
      demand(/^[0-9A-HJKMNP-TV-Z]{20}$/.test(id) && card.card.length > 0 && card.card.length <= 512);
      demand((people.get(id)?.box ?? card.box) === card.box);
      demandOwner(account, card.box);
      demand(people.has(id) || claims.get(account)?.id === id);
      people.set(id, { card: card.card.slice(), box: card.box });
    },
    card: (id: string) => people.get(id) ?? null,
    putHeader(account: string, box: BoxName, header: MailboxHeader): void {
      demand(isHex(header.tokenHash, 64));
      demand(header.prekeys.length > 0 && header.prekeys.length <= 512);
      demandOwner(account, box);
      headers.set(box, { ...header, prekeys: header.prekeys.slice() });
    },
    header: (box: BoxName) => headers.get(box) ?? null,
    /** Whether it was not there before. */
    putGrant(account: string, box: BoxName, grant: string): boolean {
      demand(isHex(grant, 32));
      demandOwner(account, box);
      if (grants.has(`${box}/${grant}`)) return false;
      countGrant(account, 1);
      grants.add(`${box}/${grant}`);
      return true;
    },
    deleteGrant(account: string, box: BoxName, grant: string): void {
      demandOwner(account, box);
      if (grants.delete(`${box}/${grant}`)) countGrant(account, -1);
    },
    putSlot(box: BoxName, name: string, sealed: Uint8Array): StoredSignal {
      demand(/^[0-9a-f]{32}_[0-3]$/.test(name) && sealed.length === sealedBytes);
      demandPause(slots.get(`${box}/${name}`), slotIntervalMs);
      demand(grants.has(`${box}/${name.slice(0, 32)}`));
      const signal = { sealed: sealed.slice(), atMs: clock.nowMs() };
      slots.set(`${box}/${name}`, signal);
      return signal;
    },
    slots: (box: BoxName) => under(slots, box),
    putMail(box: BoxName, name: string, sealed: Uint8Array): StoredSignal {
      demand(/^[0-9a-f]{32}_([0-9]|[1-5][0-9]|6[0-3])$/.test(name) && mailBytes.has(sealed.length));
      demandPause(mail.get(`${box}/${name}`), slotIntervalMs);
      demand(grants.has(`${box}/${name.slice(0, 32)}`));
      const signal = { sealed: sealed.slice(), atMs: clock.nowMs() };
      mail.set(`${box}/${name}`, signal);
      return signal;
    },
    mail: (box: BoxName) => under(mail, box),
    deleteMail(owner: string, box: BoxName, name: string): void {
      demandOwner(owner, box);
      mail.delete(`${box}/${name}`);
    },
    putKnock(box: BoxName, account: string, knock: { sealed: Uint8Array; token: string | null }): StoredSignal {
      demand(knock.sealed.length === sealedBytes && (knock.token === null || isHex(knock.token, 32)));
      demand(!refusals.has(`${box}/${account}`));
      demandPause(knocks.get(`${box}/${account}`), knockIntervalMs);
      const header = headers.get(box);
      demand(header !== undefined);
      demand(header?.open === true || (knock.token !== null && sha256Hex(knock.token) === header?.tokenHash));
      const signal = { sealed: knock.sealed.slice(), atMs: clock.nowMs() };
      knocks.set(`${box}/${account}`, signal);
      return signal;
    },
    knocks: (box: BoxName) => under(knocks, box),
    deleteKnock(owner: string, box: BoxName, account: string): void {
      demandOwner(owner, box);
      knocks.delete(`${box}/${account}`);
      refusals.delete(`${box}/${account}`);
    },
    refuseKnocks(owner: string, box: BoxName, account: string): void {
      demandOwner(owner, box);
      knocks.delete(`${box}/${account}`);
      refusals.add(`${box}/${account}`);
    },
    putBeacon(account: string, name: string, beacon: Omit<Beacon, 'atMs'>): void {
      demand(beacon.mark === undefined || beacon.mark.length <= 128);
      demand(isHex(name, 32) && (beacons.get(name)?.box ?? beacon.box) === beacon.box);
      demandOwner(account, beacon.box);
      demand(claims.get(account)?.beacon === name);
      beacons.set(name, { ...beacon, atMs: clock.nowMs() });
    },
    beacon: (name: string) => beacons.get(name) ?? null,
    isOwner: (account: string, box: BoxName): boolean => claims.get(account)?.box === box,
  };
}
