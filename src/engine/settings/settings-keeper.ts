import type { Settings, SettingsChange } from '../../shared/settings/settings.ts';
import { changeSettings, defaultSettings } from '../../shared/settings/settings.ts';
import type { Stores } from '../ports/stores-port.ts';
import { createTopic } from '../topic.ts';

export interface SettingsKeeper {
  /** Called with each change, when the new choices hold and before they are stored. */
  listen(listener: (now: Settings, before: Settings) => void): void;
  load(): Promise<void>;
  get(): Settings;
  change(change: SettingsChange): Promise<void>;
}

/** The person's choices, loaded once and written through. */
export function createSettingsKeeper(store: Stores['settings']): SettingsKeeper {
  const changes = createTopic<[now: Settings, before: Settings]>();
  let current = defaultSettings;
  return {
    async load() {
      current = await store.load();
    },
    listen: changes.listen,
    get: () => current,
    async change(change) {
      const before = current;
      current = changeSettings(current, change);
      changes.tell(current, before);
      await store.save(current);
    },
  };
}
