import type { LucideIcon } from 'lucide-preact';
import { Phone, PhoneMissed, ScreenShare, Video } from 'lucide-preact';
import { isMissed } from '../../../shared/calls/is-missed.ts';
import type { CallNoteView } from '../../../shared/snapshot.ts';
import { clockDuration, useText } from '../basics/text.ts';
import { noteEndingKey, noteKindKey } from './call-words.ts';

export interface CallEntryProps {
  readonly note: CallNoteView;
  /** Null while no call can be made. */
  readonly onCallBack: ((video: boolean) => void) | null;
}

/** A past call in the conversation. */
export function CallEntry({ note, onCallBack }: CallEntryProps) {
  const { t, time } = useText();
  const happened = note.durationMs > 0;
  const missed = isMissed(note);
  const Icon = iconOf(note, missed);
  return (
    <div class="call-note" data-missed={missed ? '' : undefined}>
      <Icon size={16} aria-hidden="true" />
      <span>{t(noteKindKey(note))}</span>
      <span class="quiet">
        {happened ? clockDuration(note.durationMs) : t(noteEndingKey(note))} · {time(note.atMs)}
      </span>
      {missed && !note.share && (
        <button
          type="button"
          class="call-note-back"
          disabled={onCallBack === null}
          onClick={() => onCallBack?.(note.video)}
        >
          {t('callBack')}
        </button>
      )}
    </div>
  );
}

function iconOf({ video, share }: CallNoteView, missed: boolean): LucideIcon {
  if (share) return ScreenShare;
  if (missed) return PhoneMissed;
  return video ? Video : Phone;
}
