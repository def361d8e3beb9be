import * as v from 'valibot';
import type { Settings } from '../../shared/settings/settings.ts';
import { defaultSettings } from '../../shared/settings/settings.ts';

const deviceSchema = v.nullable(
  v.object({ id: v.pipe(v.string(), v.maxLength(1_000)), label: v.pipe(v.string(), v.maxLength(1_000)) }),
);

const settingsSchema: v.GenericSchema<unknown, Settings> = v.object({
  language: v.fallback(v.picklist(['system', 'en', 'ja']), defaultSettings.language),
  theme: v.fallback(v.picklist(['system', 'light', 'dark']), defaultSettings.theme),
  sendReadReceipts: v.fallback(v.boolean(), defaultSettings.sendReadReceipts),
  showTyping: v.fallback(v.boolean(), defaultSettings.showTyping),
  leaveMail: v.fallback(v.boolean(), defaultSettings.leaveMail),
  acceptRequestsById: v.fallback(v.boolean(), defaultSettings.acceptRequestsById),
  relayOnly: v.fallback(v.boolean(), defaultSettings.relayOnly),
  relayServer: v.fallback(
    v.object({ address: v.string(), username: v.string(), password: v.string() }),
    defaultSettings.relayServer,
  ),
  ringSound: v.fallback(v.boolean(), defaultSettings.ringSound),
  doNotDisturb: v.fallback(v.boolean(), defaultSettings.doNotDisturb),
  microphone: v.fallback(deviceSchema, defaultSettings.microphone),
  camera: v.fallback(deviceSchema, defaultSettings.camera),
  speaker: v.fallback(deviceSchema, defaultSettings.speaker),
  mirrorSelfView: v.fallback(v.boolean(), defaultSettings.mirrorSelfView),
  shareMode: v.fallback(v.picklist(['text', 'motion']), defaultSettings.shareMode),
  showSelfView: v.fallback(v.boolean(), defaultSettings.showSelfView),
});

/** Each setting that is missing or unknown takes its default; the others stay. */
export function parseStoredSettings(stored: unknown): Settings {
  const result = v.safeParse(settingsSchema, stored);
  return result.success ? result.output : defaultSettings;
}
