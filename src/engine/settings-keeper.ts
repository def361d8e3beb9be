import type { Settings, SettingsChange } from '../shared/settings/settings.ts';
import { changeSettings, defaultSettings } from '../shared/settings/settings.ts';
import type { Stores } from './ports/stores-port.ts';

export interface SettingsKeeper {
  load(): Promise<void>;
  get(): Settings;
  change(change: SettingsChange): Promise<void>;
}

/** The person's choices, loaded once and written through. */
export function createSettingsKeeper(store: Stores['settings'], onChange: (before: Settings) => void): SettingsKeeper {
  let current = defaultSettings;
  return {
    async load() {
      current = await store.load();
    },
    get: () => current,
    async change(change) {
      const before = current;
      current = changeSettings(current, change);
      onChange(before);
      await store.save(current);
    },
  };
}
