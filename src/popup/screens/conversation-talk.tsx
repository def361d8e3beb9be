import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ContactView, ConversationView, MessageView, Snapshot } from '../../shared/snapshot.ts';
import type { Commands, SendResult } from '../commands.ts';
import type { MessageKey } from '../components/basics/text.ts';
import { useText } from '../components/basics/text.ts';
import { Composer, refusalKeys } from '../components/chat/composer.tsx';
import { ComposerTarget } from '../components/chat/composer-target.tsx';
import type { ActingOn } from '../components/chat/message-actions.tsx';
import { MessageActions } from '../components/chat/message-actions.tsx';
import { MessageLog } from '../components/chat/message-log.tsx';
import type { Drafts } from '../drafts.ts';
import type { MessageTarget } from '../message-target.ts';
import { editKey, findMessage, followTarget, lastOwnMessage, readTarget, writeTarget } from '../message-target.ts';

export interface ConversationTalkProps {
  readonly contact: ContactView;
  /** Null until the engine has sent it. */
  readonly conversation: ConversationView | null;
  /** The message to go to; null when there is none. */
  readonly found: string | null;
  readonly onFound: () => void;
  readonly onGoTo: (messageId: string) => void;
  readonly drafts: Drafts;
  readonly callable: boolean;
  readonly storage: Snapshot['storage'];
  readonly commands: Pick<Commands, 'send' | 'amend' | 'setTyping' | 'showPart' | 'showAround' | 'startCall' | 'copy'>;
}

/** What was said, what can be done with it, and what is being written. */
export function ConversationTalk(props: ConversationTalkProps) {
  const { t } = useText();
  const { contact, conversation, commands } = props;
  const [acting, setActing] = useState<ActingOn | null>(null);
  const [note, setNote] = useState<MessageKey | null>(null);
  const writing = useWriting(props, setNote);
  // Being looked at makes messages read, so that their number is only known at first.
  const [unread] = useState(contact.unread);
  const canAmend = conversation?.canAmend === true;

  const tellRefusal = (result: SendResult): void => {
    if (result.kind === 'refused') setNote(refusalKeys[result.reason]);
  };
  const react = async (message: MessageView, emoji: string): Promise<void> =>
    tellRefusal(await commands.amend(contact.id, message.id, { kind: 'reaction', text: emoji }));
  const remove = async (message: MessageView): Promise<void> =>
    tellRefusal(await commands.amend(contact.id, message.id, { kind: 'delete', text: '' }));
  const goTo = (messageId: string): void => {
    if (findMessage(conversation, messageId) === undefined) commands.showAround(contact.id, messageId);
    props.onGoTo(messageId);
  };
  const copy = async ({ text }: MessageView): Promise<void> =>
    setNote((await commands.copy(text)) ? 'copied' : 'copyFailed');

  return (
    <div ref={writing.frame} class="talk" {...fileDrop(() => setNote('filesComeSoon'))}>
      {conversation === null ? (
        <div class="log-frame" aria-busy="true" />
      ) : (
        <MessageLog
          conversation={conversation}
          unread={unread}
          found={props.found}
          onFound={props.onFound}
          onShow={(part) => commands.showPart(contact.id, part)}
          onCallBack={props.callable ? (video) => commands.startCall(contact.id, video) : null}
          onActions={(message, anchor) => setActing({ step: 'menu', message, anchor })}
          onReact={(message, emoji) => void react(message, emoji)}
          onQuote={goTo}
        />
      )}
      <div class="typing" role="status">
        {contact.typing && t('isTyping', contact.name)}
      </div>
      <WritingArea {...props} writing={writing} note={note} onNote={setNote} canAmend={canAmend} />
      {acting !== null && (
        <MessageActions
          acting={acting}
          canAmend={canAmend}
          onActing={setActing}
          onReply={({ id }) => writing.aim({ kind: 'reply', messageId: id })}
          onEdit={({ id }) => writing.aim({ kind: 'edit', messageId: id })}
          onCopy={(message) => void copy(message)}
          onReact={(message, emoji) => void react(message, emoji)}
          onDelete={(message) => void remove(message)}
        />
      )}
    </div>
  );
}

interface WritingAreaProps extends ConversationTalkProps {
  readonly writing: ReturnType<typeof useWriting>;
  readonly note: MessageKey | null;
  readonly onNote: (note: MessageKey | null) => void;
  readonly canAmend: boolean;
}

function WritingArea({ writing, note, onNote, canAmend, ...props }: WritingAreaProps) {
  const { t } = useText();
  const { contact, conversation, drafts, storage, commands } = props;
  const { target, message } = writing;
  const key = target?.kind === 'edit' ? editKey(contact.id) : contact.id;
  const draft = drafts.read(key) || (target?.kind === 'edit' ? (message?.text ?? '') : '');
  const editLast = (): void => {
    const last = canAmend && target === null ? lastOwnMessage(conversation) : undefined;
    if (last !== undefined) writing.aim({ kind: 'edit', messageId: last.id });
  };
  return (
    <Composer
      key={target?.kind === 'edit' ? target.messageId : ''}
      draft={draft}
      editing={target?.kind === 'edit'}
      followDraft={(take) => drafts.follow(key, () => take(drafts.read(key)))}
      onDraft={(text) => {
        drafts.write(key, text);
        if (text !== '') onNote(null);
      }}
      onSend={writing.send}
      onTyping={(typing) => commands.setTyping(contact.id, typing)}
      onEditLast={editLast}
      onCancel={() => {
        if (target !== null) writing.aim(null);
        return target !== null;
      }}
    >
      {storage !== 'ok' && <p class="alert">{t(storage === 'full' ? 'composerStorageFull' : 'composerUnsaved')}</p>}
      <p class="composer-note" role="status">
        {note !== null && t(note)}
      </p>
      {target !== null && (
        <ComposerTarget
          kind={target.kind}
          message={message}
          contactName={contact.name}
          onCancel={() => writing.aim(null)}
        />
      )}
    </Composer>
  );
}

/** What the text being written refers to, and where it goes. */
function useWriting({ contact, conversation, drafts, commands }: ConversationTalkProps, onNote: (note: null) => void) {
  const frame = useRef<HTMLDivElement>(null);
  const [target, setTarget] = useState(() => readTarget(drafts, contact.id));
  const message = target === null ? undefined : findMessage(conversation, target.messageId);
  const aim = (next: MessageTarget | null): void => {
    if (next?.messageId !== target?.messageId) drafts.write(editKey(contact.id), '');
    writeTarget(drafts, contact.id, next);
    setTarget(next);
  };
  useEffect(() => followTarget(drafts, contact.id, () => setTarget(readTarget(drafts, contact.id))), [contact.id]);
  useBoxFocus(frame, target);

  const edit = async (messageId: string, text: string): Promise<SendResult> => {
    const result: SendResult =
      text === message?.text
        ? { kind: 'queued', messageId }
        : await commands.amend(contact.id, messageId, { kind: 'edit', text });
    if (result.kind !== 'refused') aim(null);
    return result;
  };
  const send = async (text: string): Promise<SendResult> => {
    onNote(null);
    if (target?.kind === 'edit') return edit(target.messageId, text);
    if (target !== null) aim(null);
    if (conversation?.hasLater) commands.showPart(contact.id, 'newest');
    const result = await commands.send(contact.id, text, target?.messageId);
    if (result.kind === 'refused' && target !== null) aim(target);
    return result;
  };
  return { frame, target, message, aim, send };
}

/** Whoever begins or leaves an answer or an edit goes on writing, at the end of the text. */
function useBoxFocus(frame: { readonly current: HTMLElement | null }, target: MessageTarget | null): void {
  const before = useRef(target);
  useLayoutEffect(() => {
    if (before.current === target) return;
    before.current = target;
    const box = frame.current?.querySelector('textarea');
    box?.focus();
    box?.setSelectionRange(box.value.length, box.value.length);
  }, [target]);
}

/** Files let go of over the conversation, or pasted, without words beside them. */
function fileDrop(onFile: () => void) {
  const holdsFile = (data: DataTransfer | null): boolean => data?.types.includes('Files') ?? false;
  return {
    onDragOver: (event: DragEvent) => {
      if (holdsFile(event.dataTransfer)) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      if (!holdsFile(event.dataTransfer)) return;
      event.preventDefault();
      onFile();
    },
    onPaste: (event: ClipboardEvent) => {
      const data = event.clipboardData;
      if (!holdsFile(data) || data?.types.includes('text/plain')) return;
      event.preventDefault();
      onFile();
    },
  };
}
