/** Whether somebody speaks, told from the loudness of a microphone. */
export interface SpeakingState {
  readonly speaking: boolean;
  /** How long it has been different, in samples. */
  readonly differing: number;
}

export const silent: SpeakingState = { speaking: false, differing: 0 };

/** Linear amplitude, 1 being the loudest: a calm voice reaches five times as much, a quiet room a tenth. */
const speechLevel = 0.02;
/** Between two words it gets quiet; nobody has stopped speaking then. */
const samplesUntilSilent = 5;
/** A key that is struck is loud for one sample. */
const samplesUntilSpeaking = 2;

export function stepSpeaking(state: SpeakingState, level: number): SpeakingState {
  const loud = level >= speechLevel;
  if (loud === state.speaking) return state.differing === 0 ? state : { ...state, differing: 0 };
  const differing = state.differing + 1;
  if (differing < (loud ? samplesUntilSpeaking : samplesUntilSilent)) return { ...state, differing };
  return { speaking: loud, differing: 0 };
}
