import { createCallQuality } from './call-quality.ts';
import type { CallVoices, CallVoicesDeps, ConnectedParticipant } from './call-voices.ts';
import { createCallVoices } from './call-voices.ts';
import type { MediaSample } from './rules/media-sample.ts';
import type { CallQuality } from './rules/quality.ts';

/** What is measured in a call, only while there is one. */
export interface CallMonitor {
  /** Whom the call is with, and over which connection now; null ends every measurement. */
  follow(other: ConnectedParticipant | null): void;
  quality(): CallQuality;
  readonly isSpeaking: CallVoices['isSpeaking'];
  /** The figures behind the quality; null before there are any. */
  details(): MediaSample | null;
}

export function createCallMonitor(deps: CallVoicesDeps): CallMonitor {
  const quality = createCallQuality(deps);
  const voices = createCallVoices(deps);
  return {
    follow(other) {
      quality.follow(other?.peer ?? null);
      voices.follow(other);
    },
    quality: quality.quality,
    isSpeaking: voices.isSpeaking,
    details: quality.details,
  };
}
