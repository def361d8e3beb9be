import type { Requester } from '../shared/messaging/channel.ts';
import type { CallShortcut } from '../shared/messaging/contract.ts';

export interface ShortcutEffects {
  readonly ensureEngine: () => Promise<void>;
  readonly engine: Requester<'engine'>;
}

/** The names in the manifest; opening the popup is the browser's own command. */
const shortcuts: readonly CallShortcut[] = ['mute', 'answer-or-hang-up', 'share-screen'];

export async function forwardShortcut(command: string, { ensureEngine, engine }: ShortcutEffects): Promise<void> {
  const shortcut = shortcuts.find((known) => known === command);
  if (shortcut === undefined) return;
  await ensureEngine();
  await engine('call.pressShortcut', { shortcut });
}
