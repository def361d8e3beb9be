import { describe, expect, it } from 'vitest';
import { parseMailContent } from '#src/engine/chat/rules/mail-content.ts';
import { arrival } from '../../../../fakes/chat-on-its-own.ts';

const edit = { ...arrival(3), t: 'text.edit', of: 'f'.repeat(32) };

describe('mail', () => {
  it('is messages and what changes them, one after the other', () => {
    const frames = [arrival(2), edit, arrival(4)];
    expect(parseMailContent({ frames })).toEqual({ epoch: arrival(2).epoch, from: 2, through: 4, frames });
  });

  it.each([
    ['nothing', undefined],
    ['an array', [arrival(1)]],
    ['no frame', { frames: [] }],
    ['more than it should', { frames: [arrival(1)], more: 1 }],
    ['129 frames', { frames: Array.from({ length: 129 }, (_, n) => arrival(n + 1)) }],
    ['a gap', { frames: [arrival(1), arrival(3)] }],
    ['the same twice', { frames: [arrival(1), arrival(1)] }],
    ['two epochs', { frames: [arrival(1), arrival(2, { epoch: 'e'.repeat(32) })] }],
    ['an acknowledgement, which could settle what was never stored', { frames: [{ t: 'text.ack', epoch: 'e', n: 1 }] }],
    ['a well-formed acknowledgement', { frames: [{ t: 'text.ack', epoch: 'e'.repeat(32), n: 1 }] }],
    ['a frame with a field too many', { frames: [{ ...arrival(1), more: 1 }] }],
    ['nonsense after a message', { frames: [arrival(1), null] }],
  ])('is not %s', (_, value) => {
    expect(parseMailContent(value)).toBeUndefined();
  });
});
