import { expect, test } from 'vitest';
import { refuseOneWrite } from './storage-story.ts';

test.each([false, true])(
  'storage: whichever write is refused, nothing is lost, doubled or half written (restart %s)',
  async (restart) => {
    let write = 1;
    while (await refuseOneWrite({ seed: 1, write, restart })) write += 1;
    expect(write).toBeGreaterThan(20);
  },
);
