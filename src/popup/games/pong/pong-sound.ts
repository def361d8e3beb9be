const returnHz = 440;
const pointHz = 165;
const soundMs = 70;

export interface PongSound {
  playReturn(): void;
  playPoint(): void;
  close(): void;
}

/** To be made in a click, without which a browser lets nothing sound. */
export function createPongSound(): PongSound {
  const context = new AudioContext();

  const play = (frequency: number): void => {
    const tone = new OscillatorNode(context, { type: 'triangle', frequency });
    const volume = new GainNode(context, { gain: 0.15 });
    const endsAt = context.currentTime + soundMs / 1_000;
    volume.gain.linearRampToValueAtTime(0, endsAt);
    tone.connect(volume).connect(context.destination);
    tone.start();
    tone.stop(endsAt);
  };

  return {
    playReturn: () => play(returnHz),
    playPoint: () => play(pointHz),
    close: () => void context.close(),
  };
}
