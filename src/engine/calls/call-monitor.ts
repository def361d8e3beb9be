import type { CallView } from '../../shared/snapshot.ts';
import type { PeerMedia } from '../ports/peer-port.ts';
import { createCallQuality } from './call-quality.ts';
import type { CallVoicesDeps } from './call-voices.ts';
import { createCallVoices } from './call-voices.ts';
import type { MediaSample } from './rules/media-sample.ts';

/** What is measured in a call, only while there is one. */
export interface CallMonitor {
  /** The connection that carries the call now; null ends every measurement. */
  follow(peer: PeerMedia | null): void;
  view(): Pick<CallView, 'quality' | 'speaking'>;
  /** The figures behind the quality; null before there are any. */
  details(): MediaSample | null;
}

export function createCallMonitor(deps: CallVoicesDeps): CallMonitor {
  const quality = createCallQuality(deps);
  const voices = createCallVoices(deps);
  return {
    follow(peer) {
      quality.follow(peer);
      voices.follow(peer);
    },
    view: () => ({ quality: quality.quality(), speaking: voices.view() }),
    details: quality.details,
  };
}
