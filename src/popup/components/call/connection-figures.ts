import type { MediaSample, PictureSize } from '../../../engine/calls/rules/media-sample.ts';
import type { MessageKey } from '../basics/text.ts';

/** What is measured in a call, with units, in the manner of that language; what is not known is left out. */
export function figuresOf(sample: MediaSample, language: string): readonly (readonly [MessageKey, string])[] {
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const rows: readonly (readonly [MessageKey, string | null])[] = [
    ['figureRoundTrip', milliseconds(sample.roundTripMs, language)],
    ['figureLossReceived', percent.format(sample.lossReceived)],
    ['figureLossSent', percent.format(sample.lossSent)],
    ['figureJitter', milliseconds(sample.jitterMs, language)],
    ['figureReceived', bitrate(sample.receivedBps, language)],
    ['figureSent', bitrate(sample.sentBps, language)],
    ['figureAvailable', bitrate(sample.availableBps, language)],
    ['figurePictureReceived', picture(sample.received)],
    ['figurePictureSent', picture(sample.sent)],
  ];
  return rows.flatMap(([key, figure]) => (figure === null ? [] : [[key, figure] as const]));
}

function milliseconds(value: number | null, language: string): string | null {
  if (value === null) return null;
  return new Intl.NumberFormat(language, { style: 'unit', unit: 'millisecond' }).format(value);
}

function bitrate(bps: number | null, language: string): string | null {
  if (bps === null) return null;
  const [value, unit] = bps >= 1_000_000 ? [bps / 1_000_000, 'megabit'] : [bps / 1_000, 'kilobit'];
  const options = { style: 'unit', unit: `${unit}-per-second`, maximumSignificantDigits: 2 } as const;
  return new Intl.NumberFormat(language, options).format(value);
}

function picture(size: PictureSize | null): string | null {
  return size === null ? null : `${size.width} × ${size.height}, ${size.framesPerSecond} fps`;
}
