import type { ReadonlySignal, Signal } from '@preact/signals';
import { useCallback } from 'preact/hooks';
import type { Snapshot } from '../shared/snapshot.ts';
import type { Commands } from './commands.ts';
import { CallBar } from './components/call-bar.tsx';
import type { AttachPicture } from './components/picture.tsx';
import type { Text } from './components/text.ts';
import { TextContext } from './components/text.ts';
import { Toast } from './components/toast.tsx';
import type { MediaView } from './media-view.ts';
import type { Model } from './model.ts';
import { FirstRunScreen } from './screens/first-run.tsx';
import { IncomingCallScreen } from './screens/incoming-call.tsx';
import { useCallNavigation } from './use-call-navigation.ts';
import { useViewFocus } from './use-view-focus.ts';
import { CurrentView, Home } from './view.tsx';

export interface AppProps {
  readonly model: Model;
  readonly commands: Commands;
  readonly mediaView: MediaView;
  readonly text: ReadonlySignal<Text>;
  /** Room for the contacts beside a conversation. */
  readonly wide: ReadonlySignal<boolean>;
  /** A sentence about something that went wrong or right, shown for a moment. */
  readonly announcement: Signal<string | null>;
}

export function App(props: AppProps) {
  const snapshot = props.model.snapshot.value;
  return (
    <TextContext.Provider value={props.text.value}>
      {snapshot === null && <div class="app" aria-busy="true" />}
      {snapshot?.phase === 'first-run' && (
        <main class="app">
          <FirstRunScreen onCreate={props.commands.createIdentity} />
        </main>
      )}
      {snapshot?.phase === 'ready' && <Ready {...props} snapshot={snapshot} />}
      <Toast
        text={props.announcement.value}
        onDone={() => {
          props.announcement.value = null;
        }}
      />
    </TextContext.Provider>
  );
}

function Ready({ snapshot, ...props }: AppProps & { readonly snapshot: Snapshot }) {
  const { model, commands, wide } = props;
  const { navigation } = model;
  const { call } = snapshot;
  const view = navigation.place.value.view;
  useCallNavigation(call, navigation);
  useViewFocus(navigation);
  const attach = useAttachPicture(props.mediaView, model.connection.value);
  const besideCall = call !== null && call.phase !== 'incoming' && view.name !== 'call';

  const announceRequest = (): void => {
    props.announcement.value = props.text.value.t('requestSentTo');
  };

  return (
    <div class={wide.value ? 'app wide' : 'app'}>
      {besideCall && (
        <CallBar
          call={call}
          onReturn={() => navigation.open({ name: 'call' }, 'return-to-call')}
          onDismiss={commands.dismissCall}
        />
      )}
      <div class="panes">
        {wide.value && (
          <nav class="pane-side">
            <Home snapshot={snapshot} model={model} commands={commands} />
          </nav>
        )}
        <main class="pane-main">
          <CurrentView {...{ snapshot, model, commands, attach, wide: wide.value }} onRequestSent={announceRequest} />
        </main>
      </div>
      {call?.phase === 'incoming' && <IncomingCallScreen call={call} commands={commands} />}
    </div>
  );
}

/** A new function for each connection to the engine, so that pictures are attached again after it was replaced. */
function useAttachPicture(mediaView: MediaView, connection: number): AttachPicture {
  return useCallback((element, picture) => mediaView.attach(element, picture), [mediaView, connection]);
}
