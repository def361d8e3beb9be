import { AnswerPreview } from './components/call/answer-preview.tsx';
import { CallBar } from './components/call/call-bar.tsx';
import { CurrentView } from './current-view.tsx';
import { ElsewhereScreen } from './screens/elsewhere.tsx';
import { FirstRunScreen } from './screens/first-run.tsx';

/** Screens that are not seen first, or only once; together in one script that is fetched after the first paint. */
export const laterScreens = {
  answerPreview: AnswerPreview,
  callBar: CallBar,
  currentView: CurrentView,
  elsewhere: ElsewhereScreen,
  firstRun: FirstRunScreen,
};
