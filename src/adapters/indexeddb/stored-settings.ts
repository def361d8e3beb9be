import * as v from 'valibot';
import type { Settings } from '../../shared/settings/settings.ts';
import { defaultSettings } from '../../shared/settings/settings.ts';

const deviceSchema = v.nullable(
  v.object({ id: v.pipe(v.string(), v.maxLength(1_000)), label: v.pipe(v.string(), v.maxLength(1_000)) }),
);

type Switch = { [Name in keyof Settings]: Settings[Name] extends boolean ? Name : never }[keyof Settings];

/** What is more than on or off has its form here. */
const choicesSchema: v.GenericSchema<unknown, Omit<Settings, Switch>> = v.object({
  language: v.fallback(v.picklist(['system', 'en', 'ja']), defaultSettings.language),
  theme: v.fallback(v.picklist(['system', 'light', 'dark']), defaultSettings.theme),
  relayServer: v.fallback(
    v.object({ address: v.string(), username: v.string(), password: v.string() }),
    defaultSettings.relayServer,
  ),
  microphone: v.fallback(deviceSchema, defaultSettings.microphone),
  camera: v.fallback(deviceSchema, defaultSettings.camera),
  speaker: v.fallback(deviceSchema, defaultSettings.speaker),
  shareMode: v.fallback(v.picklist(['text', 'motion']), defaultSettings.shareMode),
});

const switchesSchema = v.object(
  Object.fromEntries(
    Object.entries(defaultSettings).flatMap(([name, initial]) =>
      typeof initial === 'boolean' ? [[name, v.fallback(v.boolean(), initial)]] : [],
    ),
  ),
);

/** Each setting that is missing or unknown takes its default; the others stay. */
export function parseStoredSettings(stored: unknown): Settings {
  const choices = v.safeParse(choicesSchema, stored);
  const switches = v.safeParse(switchesSchema, stored);
  if (!choices.success || !switches.success) return defaultSettings;
  return { ...defaultSettings, ...switches.output, ...choices.output };
}
