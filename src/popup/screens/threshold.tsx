import type { EngineFailure } from '../../shared/messaging/feed.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { useCapabilities } from '../capabilities.ts';
import type { Commands } from '../commands.ts';
import { DamagedScreen } from './damaged.tsx';
import { ElsewhereScreen } from './elsewhere.tsx';
import { FailedScreen } from './failed.tsx';
import { FirstRunScreen } from './first-run.tsx';

export interface ThresholdProps {
  readonly why: EngineFailure | Exclude<Snapshot['phase'], 'ready'>;
  readonly commands: Pick<
    Commands,
    'createIdentity' | 'restore' | 'deleteEverything' | 'useHere' | 'restart' | 'keepEntry' | 'readEntry' | 'copy'
  >;
}

/** What has to be settled before there is anything else to see. */
export function Threshold({ why, commands }: ThresholdProps) {
  const { FirstRun = FirstRunScreen } = useCapabilities().page ?? {};
  switch (why) {
    case 'first-run':
      return <FirstRun commands={commands} />;
    case 'damaged':
      return <DamagedScreen commands={commands} />;
    case 'elsewhere':
    case 'copied':
      return <ElsewhereScreen why={why} commands={commands} />;
    default:
      return <FailedScreen why={why} commands={commands} />;
  }
}
