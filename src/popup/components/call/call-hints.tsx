import type { CallView } from '../../../shared/snapshot.ts';
import { useText } from '../basics/text.ts';
import { noticeKey } from './call-words.ts';
import { gradeKey, reasonKey } from './quality-words.ts';

/** What one should know now, and would not see otherwise: told to screen readers too. */
export function CallHints({ call }: { readonly call: CallView }) {
  const { t } = useText();
  const { notices, quality, self } = call;
  const connected = call.phase === 'connected';
  return (
    <div class="call-notice-region" role="status">
      {notices.map((notice) => (
        <p key={notice} class="call-notice">
          {t(noticeKey(notice))}
        </p>
      ))}
      {connected && self.microphone === 'muted' && self.speaking && <p class="call-notice">{t('youAreMuted')}</p>}
      {connected && quality.reason !== null && (
        <p class="call-notice">
          <strong>{t(gradeKey(quality.grade))}</strong> {t(reasonKey(quality.reason))}
        </p>
      )}
    </div>
  );
}
