import { useState } from 'preact/hooks';
import type { ContactView } from '../../../shared/snapshot.ts';
import type { Commands } from '../../commands.ts';
import type { AttachPicture } from '../basics/picture.tsx';
import { useText } from '../basics/text.ts';
import type { ScannerCommands } from '../devices/code-scanner.tsx';
import { CodeScanner } from '../devices/code-scanner.tsx';

export interface ScanSafetyNumberProps {
  readonly contact: ContactView;
  /** Null until it is there. */
  readonly number: string | null;
  readonly commands: ScannerCommands & Pick<Commands, 'setVerified'>;
  readonly attach: AttachPicture;
}

type Verdict = 'matches' | 'differs' | 'other-code';

/** Compares what the other person's screen shows with our own number; only an equal one verifies. */
export function ScanSafetyNumber({ contact, number, commands, attach }: ScanSafetyNumberProps) {
  const { t } = useText();
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const judge = (text: string): void => {
    const next = verdictOn(text, number);
    setVerdict(next);
    if (next === 'matches') commands.setVerified(contact.id, true);
  };
  return (
    <>
      <CodeScanner
        {...{ commands, attach }}
        label={t('scanTheirCode')}
        disabled={number === null}
        onStart={() => setVerdict(null)}
        onCode={judge}
      />
      {verdict !== null && (
        <p class={verdict === 'matches' ? 'quiet' : 'alert'} role="alert">
          {verdict === 'matches' && t('scanMatches')}
          {verdict === 'differs' && t('scanDiffers', contact.name)}
          {verdict === 'other-code' && t('scanNotSafetyNumber', contact.name)}
        </p>
      )}
    </>
  );
}

function verdictOn(text: string, number: string | null): Verdict {
  if (!/^\d{60}$/.test(text)) return 'other-code';
  return text === number ? 'matches' : 'differs';
}
