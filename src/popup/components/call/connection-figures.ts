import type { MediaSample, PictureSize } from '../../../engine/calls/rules/media-sample.ts';
import type { MessageKey, Text } from '../basics/text.ts';

/** In words, with units. */
export type Figure = readonly [MessageKey, string];

const limitKeys = { none: 'limitedByNothing', bandwidth: 'limitedByWay', cpu: 'limitedByComputer' } as const;

/** What is measured in a call, in the manner of that language. What cannot be told says so; a picture that there is not is left out. */
export function figuresOf(sample: MediaSample, { t, language }: Pick<Text, 't' | 'language'>): readonly Figure[] {
  const { received, sent, limitedBy } = sample;
  const told = (key: MessageKey, figure: string | null): Figure => [key, figure ?? t('figureUnknown')];
  return [
    told('figureRoundTrip', milliseconds(sample.roundTripMs, language)),
    told('figureLossReceived', percent(sample.lossReceived, language)),
    told('figureLossSent', percent(sample.lossSent, language)),
    told('figureJitter', milliseconds(sample.jitterMs, language)),
    told('figureReceived', bitrate(sample.receivedBps, language)),
    told('figureSent', bitrate(sample.sentBps, language)),
    told('figureAvailable', bitrate(sample.availableBps, language)),
    ...(received === null ? [] : [told('figurePictureReceived', picture(received))]),
    ...(sent === null ? [] : [told('figurePictureSent', picture(sent))]),
    ...(sent === null ? [] : [told('figureLimitedBy', limitedBy === null ? null : t(limitKeys[limitedBy]))]),
  ];
}

function percent(value: number | null, language: string): string | null {
  if (value === null) return null;
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(value);
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

function picture({ width, height, framesPerSecond }: PictureSize): string {
  return `${width} × ${height}, ${framesPerSecond} fps`;
}
