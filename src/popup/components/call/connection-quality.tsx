import { SignalHigh, SignalLow, SignalMedium } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import type { MediaSample } from '../../../engine/calls/rules/media-sample.ts';
import type { CallView } from '../../../shared/snapshot.ts';
import type { Commands } from '../../commands.ts';
import { IconButton } from '../basics/icon-button.tsx';
import { useText } from '../basics/text.ts';
import { figuresOf } from './connection-figures.ts';
import { gradeKey, reasonKey } from './quality-words.ts';

export interface ConnectionQualityProps {
  readonly quality: CallView['quality'];
  readonly readDetails: Commands['readCallDetails'];
}

/** The engine looks as often as this. */
const refreshEveryMs = 2_000;

const icons = { good: SignalHigh, weak: SignalMedium, poor: SignalLow } as const;

/** How well the call goes, as a sign, and in words and figures for whoever asks. */
export function ConnectionQuality({ quality, readDetails }: ConnectionQualityProps) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  return (
    <div class="connection-quality" data-grade={quality.grade}>
      <IconButton
        icon={icons[quality.grade]}
        label={t('connectionDetails')}
        kind="call"
        expanded={open}
        onClick={() => setOpen(!open)}
      />
      {open && <Details quality={quality} readDetails={readDetails} />}
    </div>
  );
}

function Details({ quality, readDetails }: ConnectionQualityProps) {
  const text = useText();
  const { t } = text;
  const sample = useDetails(readDetails);
  return (
    <section class="connection-details" aria-label={t('connectionDetails')}>
      <p class="connection-grade">{t(gradeKey(quality.grade))}</p>
      {quality.reason !== null && <p>{t(reasonKey(quality.reason))}</p>}
      {sample === null ? (
        <p>{t('connectionMeasuring')}</p>
      ) : (
        <dl>
          {figuresOf(sample, text).map(([key, figure]) => (
            <div key={key}>
              <dt>{t(key)}</dt>
              <dd>{figure}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function useDetails(read: Commands['readCallDetails']): MediaSample | null {
  const [sample, setSample] = useState<MediaSample | null>(null);
  useEffect(() => {
    let current = true;
    const refresh = (): void => {
      void read().then((next) => {
        if (current) setSample(next);
      });
    };
    refresh();
    const timer = setInterval(refresh, refreshEveryMs);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [read]);
  return sample;
}
