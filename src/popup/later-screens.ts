import { Banners } from './components/basics/banner.tsx';
import { AnswerPreview } from './components/call/answer-preview.tsx';
import { CallBar } from './components/call/call-bar.tsx';
import { FloatingCall } from './components/call/floating-call.tsx';
import { PointedShareStrip } from './components/pointing/pointed-share-strip.tsx';
import { CurrentView } from './current-view.tsx';
import { GameInvitations } from './screens/game-invitations.tsx';
import { IncomingShareScreen } from './screens/incoming-share.tsx';
import { Threshold } from './screens/threshold.tsx';

/** Screens that are not seen first, or only once; together in one script that is fetched after the first paint. */
export const laterScreens = {
  answerPreview: AnswerPreview,
  banners: Banners,
  callBar: CallBar,
  currentView: CurrentView,
  floatingCall: FloatingCall,
  incomingShare: IncomingShareScreen,
  threshold: Threshold,
  gameInvitations: GameInvitations,
  pointedShareStrip: PointedShareStrip,
};
