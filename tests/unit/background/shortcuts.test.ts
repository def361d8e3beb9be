import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forwardShortcut } from '#src/background/shortcuts.ts';
import { createRequester } from '#src/shared/messaging/channel.ts';

async function press(command: string): Promise<unknown[]> {
  const order: unknown[] = [];
  const transport = {
    async send(envelope: unknown) {
      order.push(envelope);
      return { ok: true };
    },
    listen: () => () => {},
  };
  await forwardShortcut(command, {
    engine: createRequester(transport, 'engine'),
    ensureEngine: async () => void order.push('ensure'),
  });
  return order;
}

const manifest = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../manifest.json'), 'utf8'));
const ownCommands = Object.keys(manifest.commands).filter((name) => !name.startsWith('_'));

describe('a shortcut of the manifest', () => {
  it.each(ownCommands)('%s wakes the engine before it asks it', async (shortcut) => {
    expect(await press(shortcut)).toEqual([
      'ensure',
      { to: 'engine', name: 'call.pressShortcut', args: [{ shortcut }] },
    ]);
  });

  it('of another version does nothing', async () => {
    expect(await press('dance')).toEqual([]);
  });
});
