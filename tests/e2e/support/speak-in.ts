import type { Page } from 'puppeteer-core';

/** The microphone hears a steady tone; the browser's own make-believe one beeps too briefly to be speech. */
export async function speakIn(engine: Page): Promise<void> {
  await engine.evaluate(() => {
    const devices = navigator.mediaDevices;
    const openReal = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (wanted) => {
      if (!wanted?.audio) return await openReal(wanted);
      const context = new AudioContext();
      const room = context.createMediaStreamDestination();
      const voice = context.createOscillator();
      voice.connect(room);
      voice.start();
      return room.stream;
    };
  });
}
