import { useEffect, useState } from 'preact/hooks';
import type { Commands } from '../../commands.ts';
import type { MessageKey } from '../basics/text.ts';
import { useText } from '../basics/text.ts';

/** By the names in the manifest, in the order in which they are shown. */
const words: Readonly<Record<string, MessageKey>> = {
  _execute_action: 'shortcutOpen',
  mute: 'shortcutMute',
  'answer-or-hang-up': 'shortcutAnswer',
  'share-screen': 'shortcutShare',
};

export interface ShortcutSettingsProps {
  readonly commands: Pick<Commands, 'readShortcuts' | 'openShortcutSettings'>;
}

/** Which keys do what; they are chosen on a page of the browser. */
export function ShortcutSettings({ commands }: ShortcutSettingsProps) {
  const { t } = useText();
  const [keys, setKeys] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => void commands.readShortcuts().then(setKeys), [commands]);
  return (
    <section class="settings-group">
      <h2 class="section-title">{t('shortcuts')}</h2>
      <dl class="shortcuts">
        {Object.entries(words).map(([name, word]) => (
          <div key={name} class="setting">
            <dt>{t(word)}</dt>
            <dd>{keys.get(name) || t('shortcutNone')}</dd>
          </div>
        ))}
      </dl>
      <div class="padded-inline">
        <button type="button" class="button" onClick={() => commands.openShortcutSettings()}>
          {t('changeShortcuts')}
        </button>
      </div>
    </section>
  );
}
