import { describe, expect, it } from 'vitest';
import { createContactBook } from '#src/engine/contacts/contact-book.ts';
import type { ContactRecord } from '#src/engine/ports/stores-port.ts';
import { createNameExchange } from '#src/engine/profile/name-exchange.ts';
import { createFakeLinks } from '../../../fakes/fake-links.ts';
import { createInMemoryStores } from '../../../fakes/in-memory-stores.ts';
import { settle } from '../../../fakes/virtual-clock.ts';

const [ann, ben, carol] = ['A', 'B', 'C'].map((letter) => letter.repeat(20)) as [string, string, string];

const contactNamed = (id: string, name: string): ContactRecord => ({
  id,
  name,
  keys: { identity: new Uint8Array(32), agreement: new Uint8Array(32) },
  box: 'b'.repeat(64),
  sentSequence: 1,
  seenSequence: 1,
  changedAtMs: 0,
  status: 'accepted',
  myGrant: '1'.repeat(32),
  theirGrant: '2'.repeat(32),
  theirBeacon: '3'.repeat(32),
  confirmed: true,
});

/** Ann and Ben, whose links the test opens; Ann also knows Carol. */
async function setUp() {
  const own = { name: 'Ann', beacon: 'a'.repeat(32) };
  const ofAnn = createContactBook(createInMemoryStores().contacts, () => undefined);
  const store = createInMemoryStores().contacts;
  const ofBen = createContactBook(store, () => undefined);
  await Promise.all([ofAnn.put(contactNamed(ben, 'Ben')), ofAnn.put(contactNamed(carol, 'Carol'))]);
  await ofBen.put(contactNamed(ann, 'Ann'));
  const log = (): void => undefined;
  const bens = createNameExchange({
    contacts: ofBen,
    links: createFakeLinks(),
    self: () => ({ name: 'Ben', beacon: 'b'.repeat(32) }),
    log,
  });
  const links = createFakeLinks(({ contactId, frame }) => void (contactId === ben && bens.handleFrame(ann, frame)));
  const anns = createNameExchange({ contacts: ofAnn, links, self: () => own, log });
  const open = (id: string): void => {
    links.open(id);
    anns.handleOpened?.(id);
  };
  const rename = (name: string): void => {
    own.name = name;
    anns.tellAll();
  };
  const seenByBen = async () => {
    await settle();
    return [ofBen.get(ann)?.name, (await store.all())[0]?.name];
  };
  return { links, anns, ofBen, open, rename, seenByBen, receive: (frame: unknown) => bens.handleFrame(ann, frame) };
}

describe('a name that changes', () => {
  it('reaches whoever is linked at once, and nobody is sought for it', async () => {
    const { links, open, rename, seenByBen } = await setUp();
    open(ben);
    rename('Annabel');
    expect(await seenByBen()).toEqual(['Annabel', 'Annabel']);
    expect(links.kinds(carol)).toEqual([]);
    expect(links.wanted).toEqual([]);
  });

  it('comes with the place where presence is told, which an older version leaves out', async () => {
    const { links, anns, open, seenByBen, ofBen, receive } = await setUp();
    const beacon = () => {
      const contact = ofBen.get(ann);
      return contact?.status === 'accepted' ? contact.theirBeacon : undefined;
    };
    open(ben);
    await seenByBen();
    expect(beacon()).toBe('a'.repeat(32));
    receive({ t: 'profile.name', name: 'Ann' });
    await seenByBen();
    expect(beacon()).toBe('a'.repeat(32));

    const introduced: string[] = [];
    anns.introduced.listen((id) => introduced.push(id));
    anns.handleFrame(ben, { t: 'profile.name', name: 'Ben' });
    await settle();
    expect([introduced, anns.reaches(ben)]).toEqual([[ben], false]);
    anns.handleFrame(ben, { t: 'profile.name', name: 'Ben', beacon: 'b'.repeat(32) });
    expect(anns.reaches(ben)).toBe(true);
    links.close(ben);
    expect(anns.reaches(ben)).toBe(false);
  });

  it('reaches whoever was away with the next link', async () => {
    const { open, rename, seenByBen } = await setUp();
    rename('Annabel');
    expect(await seenByBen()).toEqual(['Ann', 'Ann']);
    open(ben);
    expect(await seenByBen()).toEqual(['Annabel', 'Annabel']);
  });

  it.each([
    { t: 'profile.name' },
    { t: 'profile.name', name: 7 },
    { t: 'profile.name', name: 'Annabel', beacon: 'a'.repeat(31) },
    { t: 'profile.name', name: 'Annabel', beacon: null },
    { t: 'profile.name', name: ' \u202e ' },
    { t: 'profile.name', name: 'x'.repeat(241) },
    { t: 'profile.picture', name: 'Annabel' },
  ])('is none in %j', async (frame) => {
    const { receive, seenByBen } = await setUp();
    expect(receive(frame)).toBe(false);
    expect(await seenByBen()).toEqual(['Ann', 'Ann']);
  });

  it('is shown as any name is: cut, and without what turns the direction', async () => {
    const { receive, seenByBen } = await setUp();
    expect(receive({ t: 'profile.name', name: `\u202e${'x'.repeat(60)}`, later: true })).toBe(true);
    expect(await seenByBen()).toEqual(['x'.repeat(48), 'x'.repeat(48)]);
  });
});
