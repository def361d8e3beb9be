import type { Conversations } from '#src/engine/chat/conversations.ts';
import { createConversations } from '#src/engine/chat/conversations.ts';
import { parseTextFrame } from '#src/engine/chat/rules/frames.ts';
import type { MailShelf } from '#src/engine/mailbox/mail-shelf.ts';
import type { EntryRecord } from '#src/engine/ports/stores-port.ts';
import { defaultSettings } from '#src/shared/settings/settings.ts';
import type { MessageView } from '#src/shared/snapshot.ts';
import type { ConversationMemory } from '../fakes/in-memory-stores.ts';
import { createConversationMemory } from '../fakes/in-memory-stores.ts';
import type { SeededRandom } from '../fakes/seeded-random.ts';
import type { VirtualClock } from '../fakes/virtual-clock.ts';
import type { Amender } from './amender.ts';
import { createAmender } from './amender.ts';
import type { FaultyDisk } from './faulty-disk.ts';
import { createFaultyDisk } from './faulty-disk.ts';
import type { FaultyLink, Side } from './faulty-link.ts';
import { createFaultyLink, otherSide } from './faulty-link.ts';
import type { FaultyMail, MailFaults } from './faulty-mail.ts';
import { createFaultyMail } from './faulty-mail.ts';
import type { Witness } from './witness.ts';
import { createWitness } from './witness.ts';

/** Changed by the story while it goes on. */
export interface Weather extends MailFaults {
  duplicates: number;
  stragglers: number;
  /** Probability that an open lane has no room for a message or an acknowledgement. */
  refusals: number;
  abortRate: Record<Side, number>;
}

export interface ChatWorld {
  readonly link: FaultyLink;
  readonly mail: FaultyMail;
  readonly weather: Weather;
  isRunning(side: Side): boolean;
  start(side: Side): void;
  /** Ends the engine in the middle of whatever it does. */
  kill(side: Side): void;
  /** Copies a side's disk, as backup software does at any moment. */
  backUp(side: Side): void;
  /** The engine ends, one of the copies is put back, and another one begins with it. */
  putBack(side: Side): void;
  /** Removes the other one as a contact and adds them again. */
  removeAndAdd(side: Side): Promise<void>;
  readonly witness: Witness;
  /** A person writes; `confirmed` remembers what the engine promised to have stored. */
  write(side: Side, text: string): void;
  /** Answers, corrects, deletes or reacts to one of the newest messages, as far as a surface would offer it. */
  amend(side: Side): void;
  /** Whoever writes sees their own typing told and the other's shown; harmless at any time. */
  type(side: Side, typing: boolean): void;
  show(side: Side, visible: boolean): void;
  readonly confirmed: Record<Side, string[]>;
  /** The same by their IDs, which corrections leave as they are. */
  readonly promised: Record<Side, string[]>;
  /** Deletions that the engine promised to have stored, by the message's ID. */
  readonly deleted: Record<Side, string[]>;
  readonly badFrames: Record<Side, number>;
  messages(side: Side): Promise<readonly MessageView[]>;
  unread(side: Side): number;
}

interface Engine {
  readonly conversations: Conversations;
  readonly disk: FaultyDisk;
  readonly amend: Amender;
}

/** Two people with everything between them under control: their disks, the link, the time. */
export function createChatWorld(clock: VirtualClock, random: SeededRandom): ChatWorld {
  const weather: Weather = {
    duplicates: 0.3,
    stragglers: 0.2,
    refusals: 0.02,
    mailRefusals: 0.05,
    mailFailures: 0.1,
    mailLosses: 0.1,
    mailDuplicates: 0.3,
    abortRate: { a: 0, b: 0 },
  };
  const memories: Record<Side, ConversationMemory> = { a: createConversationMemory(), b: createConversationMemory() };
  const engines: Record<Side, Engine | null> = { a: null, b: null };
  const confirmed: Record<Side, string[]> = { a: [], b: [] };
  const promised: Record<Side, string[]> = { a: [], b: [] };
  const deleted: Record<Side, string[]> = { a: [], b: [] };
  const backups: Record<Side, (() => void)[]> = { a: [], b: [] };
  const witness = createWitness((side) => memories[side].entries(otherSide(side)));
  const badFrames: Record<Side, number> = { a: 0, b: 0 };

  const link = createFaultyLink({
    clock,
    random,
    faults: weather,
    canConnect: () => engines.a !== null && engines.b !== null,
    onOpened: (side) => engines[side]?.conversations.handleOpened(otherSide(side)),
    onClosed: (side) => engines[side]?.conversations.handleClosed(otherSide(side), 'down'),
    onFrame: (side, frame) => engines[side]?.conversations.handleFrame(otherSide(side), frame),
  });

  const mail = createFaultyMail(clock, random, weather);

  /** Whoever is sought in vain counts as away after a while. */
  function seek(side: Side): void {
    const engine = engines[side];
    const tell = (away: boolean) => {
      if (engines[side] === engine) engine?.conversations.handlePresence(otherSide(side), away);
    };
    tell(false);
    clock.after(random.between(0, 200), () => link.connect());
    clock.after(random.between(300, 3_000), () => {
      if (!link.isOpen(side)) tell(true);
    });
  }

  function isRefused(frame: unknown): boolean {
    const parsed = parseTextFrame(frame);
    const isRepeated = parsed !== undefined && ('base' in parsed || parsed.t === 'text.ack');
    return isRepeated && random.chance(weather.refusals);
  }

  function start(side: Side): void {
    const isAlive = (): boolean => engines[side] === engine;
    const disk = createFaultyDisk({ clock, random, abortRate: () => weather.abortRate[side] });
    const conversations = createConversations({
      store: memories[side].openWith((commit) =>
        disk.write(() => {
          const result = commit();
          witness.handleStored(side);
          return result;
        }),
      ),
      links: {
        want: () => seek(side),
        isOpen: () => link.isOpen(side),
        send: (_contact, _lane, frame) => isAlive() && !isRefused(frame) && link.send(side, frame),
        expectAnswer: () => undefined,
        countBadFrame() {
          badFrames[side] += 1;
        },
      },
      leaveMail: mail.leave(side),
      clock: {
        nowMs: clock.nowMs,
        after: (delayMs, action) => clock.after(delayMs, () => (isAlive() ? action() : undefined)),
      },
      newId: () => random.hex(32),
      settings: () => defaultSettings,
      log: () => undefined,
      onChange: (contact) => shelf?.handleChanged(contact),
      onStorage: () => undefined,
    });
    let shelf: MailShelf | undefined;
    const engine: Engine = { conversations, disk, amend: createAmender(conversations, otherSide(side), random) };
    engines[side] = engine;
    witness.handleShown(side, false);
    void conversations.load([otherSide(side)]).then(() => {
      if (!isAlive()) return;
      shelf = mail.open(side, conversations, isAlive);
      conversations.seekAbsent();
    });
  }

  function kill(side: Side): void {
    engines[side]?.disk.kill();
    engines[side] = null;
    link.abandon(side);
  }

  return {
    link,
    mail,
    weather,
    witness,
    isRunning: (side) => engines[side] !== null,
    start,
    kill,
    backUp: (side) => void backups[side].push(memories[side].copy()),
    putBack(side) {
      const restore = backups[side][random.between(0, backups[side].length - 1)];
      if (!restore) return;
      kill(side);
      witness.handlePutBack(side, restore);
      const own = new Map(memories[side].entries(otherSide(side)).map((entry) => [entry.id, entry]));
      promised[side] = promised[side].filter((id) => own.has(id));
      deleted[side] = deleted[side].filter((id) => isDeleted(own.get(id)));
      start(side);
    },
    async removeAndAdd(side) {
      await engines[side]?.conversations.remove(otherSide(side));
      await engines[side]?.conversations.load([otherSide(side)]);
    },
    write(side, text) {
      void engines[side]?.conversations.send(otherSide(side), text).then((outcome) => {
        if (outcome.kind !== 'queued') return;
        confirmed[side].push(text);
        promised[side].push(outcome.messageId);
      });
    },
    amend(side) {
      void engines[side]?.amend((id) => deleted[side].push(id));
    },
    type: (side, typing) => engines[side]?.conversations.setTyping(otherSide(side), typing),
    show(side, visible) {
      if (!engines[side]) return;
      witness.handleShown(side, visible);
      engines[side].conversations.setVisible(otherSide(side), visible);
    },
    confirmed,
    promised,
    deleted,
    badFrames,
    async messages(side) {
      const found = await engines[side]?.conversations.view(otherSide(side), { kind: 'newest', entries: 100_000 });
      return (found?.view.entries ?? []).filter((entry) => entry.kind === 'message');
    },
    unread: (side) => engines[side]?.conversations.summary(otherSide(side)).unread ?? 0,
  };
}

function isDeleted(entry: EntryRecord | undefined): boolean {
  return entry?.kind === 'message' && entry.deleted === true;
}
