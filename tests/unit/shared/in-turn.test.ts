import { describe, expect, it } from 'vitest';
import { createInTurn } from '#src/shared/in-turn.ts';

describe('work in turn', () => {
  it('begins only when everything before it has ended', async () => {
    const inTurn = createInTurn();
    const seen: string[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = inTurn(async () => {
      seen.push('first begins');
      await held;
      seen.push('first ends');
    });
    const second = inTurn(async () => void seen.push('second'));
    await Promise.resolve();
    release();
    await Promise.all([first, second]);
    expect(seen).toEqual(['first begins', 'first ends', 'second']);
  });

  it('goes on after one that fails, whose failure is told to whoever asked for it', async () => {
    const inTurn = createInTurn();
    const failed = inTurn(() => Promise.reject(new Error('disk')));
    const next = inTurn(() => Promise.resolve('stored'));
    await expect(failed).rejects.toThrow('disk');
    await expect(next).resolves.toBe('stored');
  });
});
