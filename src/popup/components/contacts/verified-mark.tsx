import { ShieldCheck } from 'lucide-preact';
import { useText } from '../basics/text.ts';

/** Beside the presence of somebody whose safety number was compared. */
export function VerifiedMark() {
  const { t } = useText();
  return (
    <>
      <ShieldCheck class="verified-mark" size={12} aria-hidden="true" />
      <span> {t('verified')}</span>
    </>
  );
}
