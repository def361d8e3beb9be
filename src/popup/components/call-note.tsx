import { Phone, PhoneMissed, Video } from 'lucide-preact';
import type { CallNoteView } from '../../shared/snapshot.ts';
import { endingKey } from './call-words.ts';
import { clockDuration, useText } from './text.ts';

export interface CallNoteProps {
  readonly note: CallNoteView;
  /** Null while no call can be made. */
  readonly onCallBack: ((video: boolean) => void) | null;
}

/** A past call in the conversation. */
export function CallNote({ note, onCallBack }: CallNoteProps) {
  const { t, time } = useText();
  const happened = note.durationMs > 0;
  const missed = !note.mine && (note.ending === 'missed' || note.ending === 'cancelled-there');
  const Icon = missed ? PhoneMissed : note.video ? Video : Phone;
  const what = t(note.video ? 'videoCall' : 'voiceCall');
  return (
    <div class="call-note" data-missed={missed ? '' : undefined}>
      <Icon size={16} aria-hidden="true" />
      <span>{what}</span>
      <span class="quiet">
        {happened ? clockDuration(note.durationMs) : t(endingKey(note.ending))} · {time(note.atMs)}
      </span>
      {missed && (
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
