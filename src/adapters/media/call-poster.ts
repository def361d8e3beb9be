const width = 480;
const height = 360;

/** A still picture of whom one talks to, for when they show nothing; `status` says why the call stands still, if it does. */
export interface CallPoster {
  draw(name: string, status: string): MediaStream;
  clear(): void;
}

export function createCallPoster(host: Document): CallPoster {
  let stream: MediaStream | null = null;

  function clear(): void {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = null;
  }

  return {
    draw(name, status) {
      clear();
      const canvas = host.createElement('canvas');
      canvas.width = width;
      canvas.height = height;
      const paint = canvas.getContext('2d');
      stream = canvas.captureStream();
      // Painted after the capture began: what was there before is not captured.
      if (paint !== null) drawName(paint, name, status);
      return stream;
    },
    clear,
  };
}

function drawName(paint: CanvasRenderingContext2D, name: string, status: string): void {
  paint.fillStyle = '#161512';
  paint.fillRect(0, 0, width, height);
  paint.fillStyle = '#f6b81a';
  paint.beginPath();
  paint.arc(width / 2, height * 0.42, 72, 0, 2 * Math.PI);
  paint.fill();
  paint.textAlign = 'center';
  paint.textBaseline = 'middle';
  paint.fillStyle = '#241a00';
  paint.font = '600 64px system-ui, sans-serif';
  paint.fillText(firstLetter(name), width / 2, height * 0.42);
  paint.fillStyle = '#f3f0ea';
  paint.font = '28px system-ui, sans-serif';
  paint.fillText(name, width / 2, height * 0.75, width - 48);
  paint.fillStyle = '#f6b81a';
  paint.font = '24px system-ui, sans-serif';
  paint.fillText(status, width / 2, height * 0.88, width - 48);
}

/** As people count letters, which may be several code points. */
function firstLetter(name: string): string {
  const [first] = new Intl.Segmenter().segment(name.trim());
  return (first?.segment ?? '').toLocaleUpperCase();
}
