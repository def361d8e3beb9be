/** Often enough to seem immediate, and seldom enough to leave the picture smooth. */
const everyMs = 200;

/** Reads the picture until a QR code is in it, or until the returned function is called. */
export function watchForCode(findVideo: () => HTMLVideoElement | null, onCode: (text: string) => void): () => void {
  const lifetime = new AbortController();
  void import('qr/decode.js').then(({ decodeQR }) => {
    if (lifetime.signal.aborted) return;
    const read = createReader(decodeQR);
    const timer = setInterval(() => {
      const text = read(findVideo());
      if (text === null) return;
      lifetime.abort();
      onCode(text);
    }, everyMs);
    lifetime.signal.addEventListener('abort', () => clearInterval(timer));
  });
  return () => lifetime.abort();
}

type Decode = typeof import('qr/decode.js').decodeQR;

function createReader(decode: Decode): (video: HTMLVideoElement | null) => string | null {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (video) => {
    if (video === null || video.videoWidth === 0 || context === null) return null;
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    context.drawImage(video, 0, 0);
    try {
      return decode(context.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      // Its way of saying that there is none.
      return null;
    }
  };
}
