import { describe, expect, it } from 'vitest';
import { createInTurnAbout } from '#src/engine/in-turn-about.ts';

describe('work in turn about something', () => {
  it('waits for what is about the same, and for nothing else', async () => {
    const inTurn = createInTurnAbout();
    const seen: string[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = inTurn('bob', () => held.then(() => void seen.push('first of bob')));
    const second = inTurn('bob', async () => void seen.push('second of bob'));
    await inTurn('carol', async () => void seen.push('carol'));
    release();
    await Promise.all([first, second]);
    expect(seen).toEqual(['carol', 'first of bob', 'second of bob']);
  });

  it('goes on after one that fails, also when that was the last for a while', async () => {
    const inTurn = createInTurnAbout();
    await expect(inTurn('bob', () => Promise.reject(new Error('service')))).rejects.toThrow('service');
    await expect(inTurn('bob', () => Promise.resolve('done'))).resolves.toBe('done');
  });
});
