import { useCallback } from 'preact/hooks';
import type { CallView, Snapshot } from '../shared/snapshot.ts';
import { CapabilitiesContext } from './capabilities.ts';
import type { Commands } from './commands.ts';
import type { AttachPicture } from './components/basics/picture.tsx';
import type { MessageKey, Text } from './components/basics/text.ts';
import { TextContext } from './components/basics/text.ts';
import { Toast } from './components/basics/toast.tsx';
import { Home, HomePane } from './home-view.tsx';
import { later } from './later.tsx';
import type { Model } from './model.ts';
import { IncomingCallScreen } from './screens/incoming-call.tsx';
import type { Readable, Store } from './store.ts';
import { useValue } from './store.ts';
import type { SurfaceHost } from './surface-host.ts';
import { useCallNavigation } from './use-call-navigation.ts';
import { useViewFocus } from './use-view-focus.ts';

const AnswerPreview = later((screens) => screens.answerPreview, null);
const Banners = later((screens) => screens.banners, null);
const CallBar = later((screens) => screens.callBar, null);
const CurrentView = later((screens) => screens.currentView);
const FloatingCall = later((screens) => screens.floatingCall, null);
const IncomingShareScreen = later((screens) => screens.incomingShare, null);
const Threshold = later((screens) => screens.threshold);
const PointedShareStrip = later((screens) => screens.pointedShareStrip, null);
const GameInvitations = later((screens) => screens.gameInvitations, null);

export interface AppProps {
  readonly model: Model;
  readonly commands: Commands;
  readonly host: Pick<SurfaceHost, 'capabilities' | 'mediaView' | 'openFastStream' | 'requestFloatingDocument'>;
  readonly text: Readable<Text>;
  /** Room for the contacts beside a conversation. */
  readonly wide: Readable<boolean>;
  /** A sentence about something that went wrong or right, shown for a moment. */
  readonly announcement: Store<string | null>;
}

export function App(props: AppProps) {
  const snapshot = useValue(props.model.snapshot);
  const failure = useValue(props.model.failure);
  const unsettled = failure ?? (snapshot !== null && snapshot.phase !== 'ready' ? snapshot.phase : null);
  const text = useValue(props.text);
  const announcement = useValue(props.announcement);
  return (
    <TextContext.Provider value={text}>
      <CapabilitiesContext.Provider value={props.host.capabilities}>
        {(unsettled ?? snapshot) === null && <div class="app" aria-busy="true" />}
        {unsettled !== null && (
          <main class="app">
            <Threshold why={unsettled} commands={props.commands} />
          </main>
        )}
        {unsettled === null && snapshot !== null && <Ready {...props} snapshot={snapshot} />}
      </CapabilitiesContext.Provider>
      <Toast
        text={announcement}
        onDone={() => {
          props.announcement.set(null);
        }}
      />
    </TextContext.Provider>
  );
}

function Ready({ snapshot, ...props }: AppProps & { readonly snapshot: Snapshot }) {
  const { host, model, commands } = props;
  const { navigation } = model;
  const { call } = snapshot;
  const wide = useValue(props.wide);
  const { view } = useValue(navigation.place);
  useCallNavigation(call, navigation);
  useViewFocus(navigation);
  const connection = useValue(model.connection);
  const attach = useAttachPicture(host.mediaView, connection);
  const besideCall = call !== null && call.phase !== 'incoming' && view.name !== 'call';

  const floating = useValue(model.floating);

  const banners = <Banners network={snapshot.network} storage={snapshot.storage} />;
  const home = { snapshot, model, commands, view, banners };

  const announce = (key: MessageKey): void => props.announcement.set(props.text.get().t(key));

  return (
    <div class={wide ? 'app wide' : 'app'}>
      {besideCall && (
        <CallBar
          call={call}
          onReturn={() => navigation.open({ name: 'call' }, 'return-to-call')}
          onDismiss={commands.dismissCall}
        />
      )}
      {besideCall && snapshot.pointing?.onMine?.active && (
        <PointedShareStrip {...{ call, attach, connection }} openFastStream={host.openFastStream} />
      )}
      <div class="panes">
        {wide && (
          <nav class="pane-side">
            <Home {...home} />
          </nav>
        )}
        <main class="pane-main">
          {view.name === 'home' ? (
            <HomePane {...home} wide={wide} />
          ) : (
            <CurrentView
              key={view.name}
              {...{ ...home, attach, wide, connection }}
              {...host}
              onRequestSent={() => announce('requestSentTo')}
              onFailed={() => announce('commandFailed')}
            />
          )}
        </main>
      </div>
      <GameInvitations {...home} />
      {floating !== null && <FloatingCall place={floating} {...{ call, commands, attach }} />}
      {call?.phase === 'incoming' && <Incoming {...{ call, snapshot, commands, attach }} />}
    </div>
  );
}

interface IncomingProps extends Pick<AppProps, 'commands'> {
  readonly call: CallView;
  readonly snapshot: Snapshot;
  readonly attach: AttachPicture;
}

function Incoming({ call, snapshot, commands, attach }: IncomingProps) {
  if (call.shareOnly) return <IncomingShareScreen call={call} commands={commands} />;
  return (
    <IncomingCallScreen call={call} commands={commands}>
      <AnswerPreview key={call.callId} {...{ call, snapshot, commands, attach }} />
    </IncomingCallScreen>
  );
}

/** A new function for each connection to the engine, so that pictures are attached again after it was replaced. */
function useAttachPicture(mediaView: SurfaceHost['mediaView'], connection: number): AttachPicture {
  return useCallback((element, picture) => mediaView.attach(element, picture), [mediaView, connection]);
}
