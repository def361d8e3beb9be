import { describe, expect, it } from 'vitest';
import type { ShelvedMail } from '#src/engine/mailbox/mail-shelf.ts';
import { createMailShelf } from '#src/engine/mailbox/mail-shelf.ts';
import { arrival, theirs } from '../../../fakes/chat-on-its-own.ts';

const contactId = 'BOB';

function signal(name: string, from: number, through: number, base = 1): ShelvedMail {
  const frames = Array.from({ length: through - from + 1 }, (_, at) => arrival(from + at, { base }));
  return { name, contactId, content: { epoch: theirs, from, through, frames } };
}

function createScene() {
  const scene = {
    stored: 0,
    settled: 0,
    taken: [] as number[],
    done: [] as string[],
    standing: 'welcome' as 'welcome' | 'early' | 'void',
  };
  const shelf = createMailShelf({
    conversations: {
      hasSettled: (_, id) => Number.parseInt(id, 16) <= scene.settled,
      receivedThrough: (_, epoch) => (epoch === theirs ? scene.stored : 0),
      takeMail: (_, frames) => void scene.taken.push(...frames.map(({ n }) => n)),
    },
    standing: () => scene.standing,
    onDone: ({ name }) => scene.done.push(name),
  });
  const store = (through: number): void => {
    scene.stored = through;
    scene.settled = through;
    shelf.handleChanged(contactId);
  };
  return { scene, shelf, store };
}

describe('mail shelf', () => {
  it('gives mail back only when all of it is stored', () => {
    const { scene, shelf, store } = createScene();
    shelf.put(signal('one', 1, 3));
    expect(scene.taken).toEqual([1, 2, 3]);
    store(2);
    expect(scene.done).toEqual([]);
    store(3);
    expect(scene.done).toEqual(['one']);
  });

  it('does not take a place that was used for the message that it brings', () => {
    const { scene, shelf, store } = createScene();
    scene.stored = 5;
    shelf.put(signal('one', 1, 3));
    expect(scene).toMatchObject({ taken: [1, 2, 3], done: [] });
    store(3);
    expect(scene.done).toEqual(['one']);
  });

  it('gives back at once what came over the link before', () => {
    const { scene, shelf } = createScene();
    scene.stored = 5;
    scene.settled = 5;
    shelf.put(signal('one', 1, 3));
    expect(scene).toMatchObject({ taken: [], done: ['one'] });
  });

  it('hands over nothing after a gap, and all of it in order once the gap is filled', () => {
    const { scene, shelf, store } = createScene();
    shelf.put(signal('late', 4, 5));
    expect(scene.taken).toEqual([]);
    shelf.put(signal('early', 1, 3));
    expect(scene.taken).toEqual([1, 2, 3, 4, 5]);
    store(5);
    expect(scene.done).toEqual(['early', 'late']);
  });

  it('does not wait for what its sender knows to be stored', () => {
    const { scene, shelf } = createScene();
    shelf.put(signal('after a loss of everything here', 8, 9, 8));
    expect(scene.taken).toEqual([8, 9]);
  });

  it('takes a fuller version in place of the former one', () => {
    const { scene, shelf, store } = createScene();
    shelf.put(signal('one', 1, 2));
    shelf.put(signal('one', 1, 4));
    store(2);
    expect(scene.done).toEqual([]);
    store(4);
    expect(scene.done).toEqual(['one']);
  });

  it('waits until its sender is a contact', () => {
    const { scene, shelf } = createScene();
    scene.standing = 'early';
    shelf.put(signal('one', 1, 1));
    expect(scene.taken).toEqual([]);
    scene.standing = 'welcome';
    shelf.handleChanged(contactId);
    expect(scene.taken).toEqual([1]);
  });

  it('forgets what came under a grant that was taken back, whoever its sender is afterwards', () => {
    const { scene, shelf } = createScene();
    scene.standing = 'early';
    shelf.put(signal('one', 1, 1));
    scene.standing = 'void';
    shelf.handleChanged(contactId);
    scene.standing = 'welcome';
    shelf.handleChanged(contactId);
    expect(scene).toMatchObject({ taken: [], done: [] });
  });

  it('leaves the mail of others alone', () => {
    const { scene, shelf } = createScene();
    shelf.put({ ...signal('hers', 1, 1), contactId: 'CAROL' });
    scene.taken.length = 0;
    shelf.handleChanged(contactId);
    expect(scene.taken).toEqual([]);
  });
});
