import { Phone, PhoneMissed, Video } from 'lucide-preact';
import type { CallNoteView } from '../../shared/snapshot.ts';
import { endingKey } from './call-words.ts';
import { clockDuration, useText } from './text.ts';

/** A past call in the conversation. */
export function CallNote({ note }: { readonly note: CallNoteView }) {
  const { t, time } = useText();
  const happened = note.durationMs > 0;
  const Icon = note.ending === 'missed' ? PhoneMissed : note.video ? Video : Phone;
  const what = t(note.video ? 'videoCall' : 'voiceCall');
  return (
    <div class="call-note" data-missed={note.ending === 'missed' ? '' : undefined}>
      <Icon size={16} aria-hidden="true" />
      <span>{what}</span>
      <span class="quiet">
        {happened ? clockDuration(note.durationMs) : t(endingKey(note.ending))} · {time(note.atMs)}
      </span>
    </div>
  );
}
