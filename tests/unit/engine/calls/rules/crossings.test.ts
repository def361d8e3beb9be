import { describe, expect, it } from 'vitest';
import { stepCall } from '#src/engine/calls/rules/step.ts';
import { active, fired, incoming, invited, one, said, send, started, two, waiting } from './call-facts.ts';
import { frames, tellAll } from './told.ts';

describe('two who dial at once', () => {
  const theirs = said({ t: 'call.invite', callId: two, video: false });

  it.each([
    ['before ours was begun', [started], true],
    ['before ours has left', waiting, true],
    ['before ours was begun, both without pictures', [{ ...started, video: false }], false],
  ] as const)('join theirs %s', (_, facts, video) => {
    const run = tellAll(...facts, theirs);
    expect(run.machine.call).toMatchObject({ phase: 'joining', callId: two, video, link: 'open', answerVideo: video });
    expect(frames(run)).toEqual([{ t: 'call.accept', callId: two, video }]);
  });
});

describe('word of a missed call', () => {
  const missed = said({ t: 'call.missed', callId: one, video: true, atAgeMs: 4000 });

  it('is only acknowledged while that very call rings', () => {
    const { machine } = tellAll(...incoming);
    expect(stepCall(machine, { ...missed, atMs: 0 })).toEqual([machine, [send({ t: 'call.noted', callId: one })]]);
  });

  it('makes a late invite of the same call one that nobody answered', () => {
    expect(frames(tellAll(missed, invited))).toEqual([{ t: 'call.decline', callId: one, reason: 'no-answer' }]);
  });

  it('is repeated when another call was acknowledged', () => {
    const other = said({ t: 'call.noted', callId: two });
    const { machine } = tellAll(...waiting, fired('reach'), other);
    expect(machine.untold).toHaveLength(1);
    expect(stepCall(machine, { ...other, atMs: 0 })).toEqual([machine, []]);
  });

  it('of a second caller says all that there is to say', () => {
    const carol = said({ t: 'call.invite', callId: two, video: true }, 'carol');
    expect(tellAll(...active, carol).effects).toEqual([
      send({ t: 'call.busy', callId: two }, 'carol'),
      {
        kind: 'write-note',
        contactId: 'carol',
        note: { mine: false, video: true, ending: 'missed', atMs: 4000, durationMs: 0 },
      },
    ]);
  });
});
