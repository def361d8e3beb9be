import { createFirestoreMailbox } from '#src/adapters/firestore/firestore-mailbox.ts';
import { systemClock } from '#src/adapters/system-clock.ts';
import type { MailboxPort } from '#src/engine/ports/mailbox-port.ts';
import { crockfordText } from '#src/shared/identity/crockford.ts';

/** Where somebody's signals go, as a contact knows it. */
export interface MailboxAddress {
  readonly box: string;
  readonly grant: string;
}

/** The product's own mailbox, without anything that could be said in it. */
export interface Hops {
  /** Opens a mailbox by the product's rules; resolves when it is watched. */
  openMailbox(emulators: { readonly firestore: string; readonly auth: string }): Promise<MailboxAddress>;
  /** Whatever comes is answered at once. */
  echoTo(them: MailboxAddress): void;
  /** Milliseconds until a signal to them and their echo have come through: two hops. */
  twoHops(them: MailboxAddress): Promise<number>;
}

const sealedBytes = 1_024;
const slots = 4;
/** The rules let nobody write into one slot twice in a second. */
const slotPauseMs = 1_200;

export function createHops(): Hops {
  let mailbox: MailboxPort;
  let onSlot = (): void => undefined;
  let written = 0;

  function write({ box, grant }: MailboxAddress): Promise<void> {
    written += 1;
    return mailbox.writeSlot({ box, grant, index: written % slots, sealed: randomBytes(sealedBytes) });
  }

  return {
    async openMailbox(emulators) {
      const config = { apiKey: 'demo', projectId: 'demo-beeline', emulators, appName: 'hops' };
      mailbox = createFirestoreMailbox(config, { clock: systemClock, log: () => undefined });
      const preImage = randomBytes(32);
      const box = hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', preImage)));
      const grant = hexOf(randomBytes(16));
      await mailbox.claim({
        id: crockfordText([...randomBytes(20)].map((byte) => byte % 32)),
        box,
        beacon: hexOf(randomBytes(16)),
        preImage,
        grants: 0,
      });
      await mailbox.writeGrant(box, grant);
      await new Promise<void>((resolve) => {
        const nothing = (): void => undefined;
        const onState = (state: string): void => (state === 'live' ? resolve() : undefined);
        const listener = { onKnock: nothing, onMail: nothing, onMalformed: nothing, onState, onSlot: () => onSlot() };
        mailbox.watchInbox(box, listener, new AbortController().signal);
      });
      return { box, grant };
    },
    echoTo(them) {
      onSlot = () => void write(them);
    },
    async twoHops(them) {
      // Each echo takes the other side's slot of the same number.
      await new Promise((resolve) => setTimeout(resolve, slotPauseMs / slots));
      const startedAt = performance.now();
      const echoed = new Promise<number>((resolve) => {
        onSlot = () => resolve(performance.now());
      });
      const [echoedAt] = await Promise.all([echoed, write(them)]);
      return echoedAt - startedAt;
    },
  };
}

const randomBytes = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length));
const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
