import { expect, it } from 'vitest';
import type { View } from '#src/popup/navigation.ts';
import { createPageInvitations } from '#src/web/page-invitation.ts';

const address = 'https://beeline.example/';
const fields = '650N-J9JK-B2BS-68W4-C9JE.00112233445566778899aabbccddeeff.friends-of-bob';
const key = 'AIzaSyA1b2C3d4E5f6G7h8J9k0L1m2N3o4P5q6R';
const link = `${address}#${fields}.${key}`;
const whole = { kind: 'whole', id: '650NJ9JKB2BS68W4C9JE', link };

/** The page as it is opened with that address, and what was left behind by an earlier visit. */
function open(href: string, draft = '') {
  const location = new URL(href);
  const events = new EventTarget();
  const kept = { text: draft };
  const opened: View[] = [];
  const page = {
    location,
    history: {
      replaceState(_: unknown, __: string, path: string) {
        location.href = new URL(path, location).href;
      },
    },
    addEventListener: events.addEventListener.bind(events),
  } as unknown as Parameters<typeof createPageInvitations>[0]['page'];
  const invitations = createPageInvitations({
    page,
    draft: {
      read: () => kept.text,
      write(text) {
        kept.text = text;
      },
    },
    projectId: 'friends-of-bob',
  });
  invitations.watch((view) => opened.push(view));
  return { invitations, location, kept, opened, changed: () => events.dispatchEvent(new Event('hashchange')) };
}

it('a link is taken out of the address, kept, and filled in without being sent', () => {
  const { invitations, location, kept, opened } = open(link);
  expect(location.href).toBe(address);
  expect(kept.text).toBe(link);
  expect(opened).toEqual([{ name: 'add-contact', text: link }]);
  expect(invitations.present.get()).toEqual(whole);
});

it('only whoever has said yes sends it, also after the page was loaded anew', () => {
  const { invitations, opened } = open(address, link);
  expect(opened).toEqual([]);
  expect(invitations.present.get()).toEqual(whole);
  invitations.agree();
  expect(opened).toEqual([{ name: 'add-contact', text: link, agreed: true }]);
});

it('a second link in the same tab takes the place of the first', () => {
  const { invitations, location, opened, changed } = open(address);
  expect(invitations.present.get()).toBeNull();
  location.href = link;
  changed();
  expect(opened).toHaveLength(1);
  expect(invitations.present.get()).toEqual(whole);
});

it.each([
  ['cut off', link.slice(0, -1), 'altered'],
  ['with a blank in it', link.replace('445566', '445 566'), 'altered'],
  ['of something else', `${address}#about`, 'altered'],
  ['of another project', link.replace('friends-of-bob', 'friends-of-eve'), 'other-service'],
])('a link %s is told for what it is, and nothing is agreed to', (_, href, kind) => {
  const { invitations, opened } = open(href);
  expect(invitations.present.get()).toEqual({ kind });
  invitations.agree();
  expect(opened.filter((view) => 'agreed' in view)).toEqual([]);
});

it('a link whose marks a program has escaped is as good', () => {
  const { invitations } = open(link.replaceAll('-', '%2D'));
  expect(invitations.present.get()).toEqual(whole);
});

it('an address that cannot be unescaped is read as it stands', () => {
  expect(open(`${link}%E0%A4%A`).invitations.present.get()).toMatchObject({ kind: 'whole', id: whole.id });
});
