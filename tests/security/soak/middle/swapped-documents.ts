import { makeCard } from '#src/engine/crypto/card.ts';
import { createEnvelope } from '#src/engine/crypto/envelope.ts';
import { makePrekey } from '#src/engine/crypto/prekey.ts';
import type { IdentityRecord, PrekeyRecord } from '#src/engine/ports/stores-port.ts';
import { emulatorAddresses } from '../../../integration/mailbox/emulator-address.ts';
import { plantDocument } from '../../../integration/mailbox/emulator-owner.ts';
import { tokenHashOf } from '../../../integration/mailbox/mailbox-people.ts';
import { flipBit } from '../../../unit/engine/crypto/people.ts';
import type { Cast } from './forged-signals.ts';
import type { Person, TakenSignal } from './stage.ts';
import {
  effectsAt,
  eventually,
  makeContacts,
  plantSignal,
  sendSignal,
  startAgain,
  takeOffer,
  untilHeard,
} from './stage.ts';

type Stage = Cast & { enter(name: string): Promise<Person> };

export interface Swap {
  readonly name: string;
  /** One line for each thing that went the operator's way. */
  attempt(stage: Stage): Promise<readonly string[]>;
}

type Fields = Parameters<typeof plantDocument>[2];

const plant = (path: string, fields: Fields): Promise<void> =>
  plantDocument(emulatorAddresses().firestore, path, fields);

const headerOf = async ({ mailbox }: Person, box: string) => {
  const header = await mailbox.fetchHeader(box);
  if (!header) throw new Error('no header');
  return header;
};

/** Bob as a stranger finds him when the directory holds another card under his ID. */
function cardSwap(what: string, card: (bob: IdentityRecord, mallory: IdentityRecord) => Promise<Uint8Array>): Swap {
  return {
    name: `a card: ${what}`,
    async attempt({ bob, mallory }) {
      await plant(`people/${bob.id}`, { card: await card(bob.identity, mallory.identity), box: bob.identity.box });
      const before = effectsAt(bob, mallory);
      const stranger = await mallory.introductions.pairing.invite(bob.id, null);
      await plant(`people/${bob.id}`, { card: await makeCard(bob.identity), box: bob.identity.box });
      const isTold = stranger.kind === 'refused' && stranger.reason === 'wrong-card';
      return [
        ...(isTold ? [] : [`the one who asks is told ${JSON.stringify(stranger)}`]),
        ...(mallory.contacts.get(bob.id) ? ['a contact was made'] : []),
        ...(effectsAt(bob, mallory) === before ? [] : ['Bob noticed']),
      ];
    },
  };
}

const cardSwaps: readonly Swap[] = [
  cardSwap('all keys those of the middle', (_bob, mallory) => makeCard(mallory)),
  cardSwap('his identity key, another agreement key', (bob, mallory) =>
    makeCard({ ...mallory, publicKeys: { ...bob.publicKeys, agreement: mallory.publicKeys.agreement } }),
  ),
  cardSwap('another identity key, his agreement key', (bob, mallory) =>
    makeCard({ ...mallory, publicKeys: { ...mallory.publicKeys, agreement: bob.publicKeys.agreement } }),
  ),
  cardSwap('his keys, the mailbox of the middle', (bob, mallory) =>
    makeCard({ ...bob, box: mallory.box, signingKey: mallory.signingKey }),
  ),
  cardSwap('one bit of it changed', async (bob) => flipBit(await makeCard(bob), 300)),
  cardSwap('cut short', async (bob) => (await makeCard(bob)).slice(0, 160)),
];

/** Whoever has no link to a contact knocks again, with the keys they have had since they met. */
const cardOfContact: Swap = {
  name: 'a card: of a contact, which is not looked up again',
  async attempt({ bob, carol, mallory }) {
    const { keys } = carol.contacts.get(bob.id) ?? {};
    await plant(`people/${bob.id}`, { card: await makeCard(mallory.identity), box: bob.identity.box });
    const outcome = await carol.introductions.pairing.invite(bob.id, null);
    await plant(`people/${bob.id}`, { card: await makeCard(bob.identity), box: bob.identity.box });
    const isKept = JSON.stringify(carol.contacts.get(bob.id)?.keys) === JSON.stringify(keys);
    return outcome.kind === 'already-contact' && isKept ? [] : ['a contact was looked up again'];
  },
};

const mailboxBesideCard: Swap = {
  name: 'the mailbox name beside the card: the request still goes where the card says',
  async attempt({ bob, mallory, enter }) {
    const dora = await enter('Dora');
    await plant(`people/${bob.id}`, { card: await makeCard(bob.identity), box: mallory.identity.box });
    const { path } = await dora.takeAway(() => dora.introductions.pairing.invite(bob.id, null));
    await plant(`people/${bob.id}`, { card: await makeCard(bob.identity), box: bob.identity.box });
    return path.startsWith(`inbox/${bob.identity.box}/`) ? [] : [`the request went to ${path}`];
  },
};

/** What a newcomer seals while the header holds other prekeys; it must open for Bob and not for the middle. */
function prekeySwap(what: string, swap: (genuine: PrekeyRecord, foreign: PrekeyRecord) => Uint8Array): Swap {
  return {
    name: `prekeys in the header: ${what}`,
    async attempt({ bob, mallory, enter }) {
      const newcomer = await enter('Newcomer');
      const { box } = bob.identity;
      const header = await headerOf(bob, box);
      const foreign = await makePrekey(mallory.identity, Date.now());
      const [genuine] = bob.saved.prekeys;
      if (!genuine) throw new Error('Bob has no prekey');
      await plant(`inbox/${box}`, { ...header, prekeys: swap(genuine, foreign) });
      const knock = await newcomer.takeAway(() => newcomer.introductions.pairing.invite(bob.id, null));
      await plant(`inbox/${box}`, { ...header });
      const read = await opensWith(knock, bob, foreign);
      await plantSignal(knock);
      const isAsked = (): boolean => bob.contacts.get(newcomer.id)?.status === 'asked';
      await eventually('the request to open for Bob all the same', isAsked);
      await bob.introductions.pairing.decline(newcomer.id);
      return read ? ['the middle can read the request'] : [];
    },
  };
}

/** Whether the key of the middle opens it, whatever else is wrong with it. */
async function opensWith({ path, sealed }: TakenSignal, bob: Person, foreign: PrekeyRecord): Promise<boolean> {
  const identity = { ...bob.identity, agreementKey: foreign.privateKey };
  const envelope = createEnvelope({ identity, prekeys: async () => [foreign] });
  return (await envelope.open(sealed, path)) !== undefined;
}

const prekeySwaps: readonly Swap[] = [
  prekeySwap('one that the middle signed', (_genuine, foreign) => foreign.signed),
  prekeySwap('the key of the middle under his signature', (genuine, foreign) =>
    Uint8Array.from([...genuine.signed.slice(0, 9), ...foreign.publicKey, ...genuine.signed.slice(41)]),
  ),
  prekeySwap('noise', () => crypto.getRandomValues(new Uint8Array(105))),
];

const replay: Swap = {
  name: 'sequence: signals read before, with fresh stamps',
  async attempt({ alice, bob, carol }) {
    const old = await takeOffer(alice, bob);
    await plantSignal(old);
    await untilHeard(bob, old.session);
    const before = effectsAt(bob, carol);
    await plantSignal(old);
    await sendSignal(carol, bob);
    return effectsAt(bob, carol) === before ? [] : ['an old signal had an effect'];
  },
};

const order: Swap = {
  name: 'order: the newer signal first, the older one after it',
  async attempt({ alice, bob, carol }) {
    const [older, newer] = [await takeOffer(alice, bob), await takeOffer(alice, bob)];
    await plantSignal(newer);
    await untilHeard(bob, newer.session);
    const before = effectsAt(bob, carol);
    await plantSignal(older);
    await sendSignal(carol, bob);
    return effectsAt(bob, carol) === before ? [] : ['an overtaken signal had an effect'];
  },
};

const grant: Swap = {
  name: 'grants: hers taken away, so that her signals fail and say so',
  async attempt({ alice, bob, carol }) {
    const contact = bob.contacts.get(alice.id);
    if (contact?.status !== 'accepted') throw new Error('Alice is no contact');
    const path = `inbox/${bob.identity.box}/grant/${contact.myGrant}`;
    const before = effectsAt(bob, carol);
    await plant(path, undefined);
    const outcome = await sendSignal(alice, bob).then(
      () => 'was taken',
      (error: unknown) => String(error),
    );
    await plant(path, {});
    await sendSignal(carol, bob);
    return [
      ...(/denied/.test(outcome) ? [] : [`her signal ${outcome}`]),
      ...(effectsAt(bob, carol) === before ? [] : ['Bob noticed']),
    ];
  },
};

const beacon: Swap = {
  name: 'a beacon: lit for somebody else, which brings a sealed signal and nothing more',
  async attempt({ bob, mallory, enter }) {
    const erin = await enter('Erin');
    await makeContacts(erin, bob);
    const before = JSON.stringify(erin.contacts.all());
    await plant(`beacon/${bob.identity.beacon}`, { open: true, box: mallory.identity.box });
    const { orders, introductions, contacts } = await startAgain(erin);
    await eventually('Erin to look for Bob', () => orders.wanted.includes(bob.id));
    // Whoever she was before this start rests, and writes no more.
    const { path } = await takeOffer({ ...erin, contacts, introductions }, bob);
    await introductions.close();
    return [
      ...(JSON.stringify(contacts.all().map(withoutSignals)) ===
      JSON.stringify((JSON.parse(before) as object[]).map(withoutSignals))
        ? []
        : ['a contact changed']),
      ...(path.startsWith(`inbox/${bob.identity.box}/`) ? [] : [`the signal went to ${path}`]),
    ];
  },
};

/** Numbers of signals rise with each one, of which one tells our presence document. */
function withoutSignals(contact: object): object {
  return { ...contact, sentSequence: 0, presenceUntold: undefined };
}

const knockToken: Swap = {
  name: 'a knock token: the holder of the link is refused and told so, nobody gets in as somebody else',
  async attempt({ bob, mallory, enter }) {
    const friend = await enter('Friend');
    const { box, knockToken: token } = bob.identity;
    const header = await headerOf(bob, box);
    await plant(`inbox/${box}`, { ...header, open: false, tokenHash: tokenHashOf('ab'.repeat(16)) });
    const refused = await friend.introductions.pairing.invite(bob.id, token);
    const asked = await mallory.introductions.pairing.invite(bob.id, 'ab'.repeat(16));
    await plant(`inbox/${box}`, { ...header });
    await eventually('the request of Mallory', () => bob.contacts.get(mallory.id)?.status === 'asked');
    await bob.introductions.pairing.decline(mallory.id);
    return [
      ...(refused.kind === 'refused' && refused.reason === 'closed' ? [] : [`told ${JSON.stringify(refused)}`]),
      ...(asked.kind === 'sent' ? [] : [`Mallory was told ${JSON.stringify(asked)}`]),
      ...(bob.contacts.get(friend.id) ? ['the friend is known by something the operator made'] : []),
    ];
  },
};

export const swaps: readonly Swap[] = [
  ...cardSwaps,
  mailboxBesideCard,
  ...prekeySwaps,
  replay,
  order,
  grant,
  beacon,
  knockToken,
  cardOfContact,
];
