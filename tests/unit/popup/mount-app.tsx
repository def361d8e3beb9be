import { render } from '@testing-library/preact';
import { App } from '#src/popup/app.tsx';
import type { Capabilities } from '#src/popup/capabilities.ts';
import type { Commands } from '#src/popup/commands.ts';
import { preloadScreens } from '#src/popup/later.tsx';
import { createModel } from '#src/popup/model.ts';
import { createStore } from '#src/popup/store.ts';
import type { Port } from '#src/shared/messaging/port.ts';
import type { PictureId } from '#src/shared/participant.ts';
import { mediaKey } from '#src/shared/participant.ts';

import type { ConversationEntry, Snapshot } from '#src/shared/snapshot.ts';
import { allCapabilities } from '../../fakes/all-capabilities.ts';
import { createFakeCommands } from '../../fakes/fake-commands.ts';
import { createFakePort } from '../../fakes/fake-port.ts';
import { createMemoryStorage } from '../../fakes/memory-storage.ts';
import { packagedText } from '../../fakes/packaged-text.ts';

export interface MountOptions {
  readonly answers?: Partial<Commands>;
  readonly storage?: ReturnType<typeof createMemoryStorage>;
  /** What the browser can do, where that is not everything. */
  readonly capabilities?: Partial<Capabilities>;
  readonly openFastStream?: () => Port;
  readonly requestFloatingDocument?: () => Promise<Window>;
}

/** The whole app on a fake engine that has sent `snapshot`. */
export async function mountApp(snapshot: Snapshot, options: MountOptions = {}) {
  const { answers, storage = createMemoryStorage() } = options;
  await preloadScreens();
  const model = createModel(storage);
  model.receive({ kind: 'snapshot', number: 0, snapshot });
  const commands = createFakeCommands(answers);
  const attached: string[] = [];
  const announcement = createStore<string | null>(null);
  const mediaView = {
    attach: (_: HTMLVideoElement, picture: PictureId) => {
      const key = mediaKey(picture);
      attached.push(key);
      return () => {
        attached.splice(attached.indexOf(key), 1);
      };
    },
  };
  const shown = {
    model,
    commands,
    text: createStore(packagedText('en')),
    wide: createStore(false),
    host: {
      mediaView,
      capabilities: { ...allCapabilities, ...options.capabilities },
      openFastStream: options.openFastStream ?? (() => createFakePort().port),
      requestFloatingDocument: options.requestFloatingDocument ?? null,
    },
  };
  const { unmount } = render(<App {...shown} announcement={announcement} />);
  return {
    model,
    commands,
    attached,
    unmount,
    change: (changes: Partial<Snapshot>) => model.receive({ kind: 'changes', number: 1, changes }),
    showEntries: (contactId: string, entries: readonly ConversationEntry[], canAmend = true) =>
      model.receive({
        kind: 'conversation',
        number: 1,
        conversation: { contactId, entries, hasEarlier: false, canAmend },
      }),
  };
}
