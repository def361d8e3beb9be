import { ArrowLeft } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import type { PointingView } from '../../shared/pointing-view.ts';
import type { SettingsView } from '../../shared/settings/settings.ts';
import type { CallView, FloatingWindowState } from '../../shared/snapshot.ts';
import { useCapabilities } from '../capabilities.ts';
import type { Commands } from '../commands.ts';
import { IconButton } from '../components/basics/icon-button.tsx';
import type { AttachPicture } from '../components/basics/picture.tsx';
import { useText } from '../components/basics/text.ts';
import { CallClock } from '../components/call/call-clock.tsx';
import { CallEnded } from '../components/call/call-ended.tsx';
import { CallHints } from '../components/call/call-hints.tsx';
import { CallStage } from '../components/call/call-stage.tsx';
import { CallToolbar } from '../components/call/call-toolbar.tsx';
import { callStatusKey, endedByOneself } from '../components/call/call-words.ts';
import { ConnectionQuality } from '../components/call/connection-quality.tsx';
import { ShareControls } from '../components/call/share-controls.tsx';
import { VolumeControls } from '../components/call/volume-controls.tsx';
import { PermissionButton } from '../components/devices/permission-button.tsx';
import { PointingControls } from '../components/pointing/pointing-controls.tsx';
import type { PointingTools } from '../components/pointing/use-pointing-tools.ts';
import { usePointingTools } from '../components/pointing/use-pointing-tools.ts';

export interface PresentCallScreenProps {
  readonly call: CallView;
  readonly floatingWindow: FloatingWindowState;
  readonly settings: SettingsView;
  readonly commands: Commands;
  readonly attach: AttachPicture;
  readonly pointing: PointingView | null;
  /** Null before other people can reach it. */
  readonly ownId: string | null;
  readonly onBack: () => void;
}

/** Who hung up knows why the call is over; the note is only a confirmation. */
const ownEndingMs = 3_000;

export function PresentCallScreen({
  call,
  floatingWindow,
  settings,
  commands,
  attach,
  pointing,
  ownId,
  onBack,
}: PresentCallScreenProps) {
  const { t } = useText();
  const { page } = useCapabilities();
  const { self, participants } = call;
  const ended = call.phase === 'ended';
  const [loud, setLoud] = useState(false);
  const tools = usePointingTools(commands.point);
  useDismissalOfOwnEnding(call, commands.dismissCall);
  return (
    <section
      class="view call"
      aria-label={t(call.shareOnly ? 'shareWith' : 'callWith', call.contactName)}
      data-i-speak={self.speaking && self.microphone === 'on' ? '' : undefined}
      data-they-speak={participants.some(({ speaking }) => speaking) && !ended ? '' : undefined}
    >
      <header class="bar call-head">
        <IconButton icon={ArrowLeft} label={t('back')} kind="call" onClick={onBack} />
        <div class="bar-who">
          <h1 class="contact-name" tabIndex={-1} data-first-focus>
            <bdi>{call.contactName}</bdi>
          </h1>
          <span class="call-status">
            <span role="status">{t(callStatusKey(call))}</span>
            <CallClock call={call} />
          </span>
        </div>
        {call.phase === 'connected' && (
          <ConnectionQuality quality={call.quality} readDetails={commands.readCallDetails} />
        )}
      </header>
      <CallStage
        call={call}
        settings={settings}
        {...{ attach, pointing, tools }}
        ownId={ownId ?? ''}
        onShowSelf={(showSelfView) => commands.changeSettings({ showSelfView })}
      />
      <CallHints call={call} />
      {call.phase === 'waiting-for-permission' && (
        <div class="call-permission">
          <p>{t(page === undefined ? 'callPermissionDetail' : 'callPermissionAsked')}</p>
          <PermissionButton video={call.video} commands={commands} />
        </div>
      )}
      {ended ? (
        <CallEnded call={call} commands={commands} />
      ) : (
        <>
          <SharePanels {...{ call, pointing, tools, commands }} />
          {loud && <VolumeControls participants={participants} commands={commands} />}
          <CallToolbar
            self={self}
            floatingWindow={floatingWindow}
            commands={commands}
            volumeShown={loud}
            onVolume={() => setLoud(!loud)}
          />
        </>
      )}
    </section>
  );
}

interface SharePanelsProps extends Pick<PresentCallScreenProps, 'call' | 'pointing' | 'commands'> {
  readonly tools: PointingTools;
}

/** What can be done with their share, and with the own one. */
function SharePanels({ call, pointing, tools, commands }: SharePanelsProps) {
  const { onTheirs, onMine } = pointing ?? { onTheirs: null, onMine: null };
  const { contactName, self } = call;
  return (
    <>
      {onTheirs !== null && <PointingControls state={onTheirs} name={contactName} tools={tools} />}
      {self.screen === 'on' && (
        <ShareControls share={self.share} pointing={onMine} name={contactName} commands={commands} />
      )}
    </>
  );
}

function useDismissalOfOwnEnding(call: CallView, dismiss: () => void): void {
  const own = call.phase === 'ended' && endedByOneself(call.ending);
  useEffect(() => {
    if (!own) return;
    const timer = setTimeout(dismiss, ownEndingMs);
    return () => clearTimeout(timer);
  }, [own, call.callId]);
}
