import * as v from 'valibot';
import { hueOf } from '../../shared/hue.ts';
import type { FastStreamRequest } from '../../shared/messaging/fast-stream.ts';
import type { Port } from '../../shared/messaging/port.ts';
import type { SharedPageNews } from '../../shared/messaging/shared-page.ts';
import { drawingTopic, pointerTopic } from '../../shared/pointing-view.ts';
import type { CallView } from '../../shared/snapshot.ts';
import type { Clock } from '../ports/clock.ts';

interface SharedPagesDependencies {
  readonly clock: Pick<Clock, 'after'>;
  /** Serves the two topics of the own share. */
  attachStream(port: Port): void;
}

/** Pages of the web that may be what is shared here: the one that is shows what is pointed at. */
export interface SharedPages {
  /** A page in which our script was put. */
  attach(port: Port): void;
  followCall(call: CallView | null): void;
}

/** A page, known by its handle once it has told it. */
interface Page {
  readonly port: Port;
  handle: string | null;
  /** Ends what it shows; null while it shows nothing. */
  hide: (() => void) | null;
}

/** How the other one's pointer looks. */
type PointerLook = Pick<Extract<SharedPageNews, { readonly kind: 'shown' }>, 'name' | 'hue'>;

/** The icon was clicked on that many pages before something is shared; more are nobody's. */
const mostPages = 8;
/** From the click in a surface until the picker is open. */
const pickerOpensMs = 3_000;

const topics = [pointerTopic('mine'), drawingTopic('mine')];
const hereSchema = v.object({ kind: v.literal('here'), handle: v.pipe(v.string(), v.minLength(16), v.maxLength(64)) });
const takenSchema = v.object({ kind: v.literal('taken'), topic: v.picklist(topics) });

export function createSharedPages({ clock, attachStream }: SharedPagesDependencies): SharedPages {
  const pages = new Set<Page>();
  let screen: CallView['self']['screen'] = 'off';
  let shared: { readonly handle: string; readonly pointer: PointerLook } | null = null;

  const look = (page: Page): void => {
    const pointer = page.handle === shared?.handle ? shared?.pointer : undefined;
    if (pointer !== undefined) page.hide ??= show(page.port, pointer, attachStream);
    else {
      page.hide?.();
      page.hide = null;
    }
  };
  const forget = (page: Page): void => {
    page.hide?.();
    pages.delete(page);
  };
  const letGo = (page: Page): void => {
    forget(page);
    page.port.close();
  };

  return {
    attach(port) {
      if (pages.size >= mostPages) return port.close();
      const page: Page = { port, handle: null, hide: null };
      pages.add(page);
      port.onDisconnect(() => forget(page));
      port.onMessage((message) => {
        const here = v.safeParse(hereSchema, message);
        if (!here.success) return;
        page.handle = here.output.handle;
        look(page);
      });
      clock.after(pickerOpensMs, () => (screen === 'off' && pages.has(page) ? letGo(page) : undefined));
    },
    followCall(call) {
      const before = screen;
      screen = call === null || call.phase === 'ended' ? 'off' : call.self.screen;
      const handle = screen === 'on' ? call?.self.share.page : null;
      const other = call?.participants[0];
      shared = handle && other ? { handle, pointer: { name: other.name, hue: hueOf(other.contactId) } } : null;
      pages.forEach(look);
      if (screen === 'off' && before !== 'off') pages.forEach(letGo);
    },
  };
}

/** Lets a page hear the two topics, and nothing else that it might ask for; returns the way to end that. */
function show(port: Port, pointer: PointerLook, attachStream: (port: Port) => void): () => void {
  let isOver = false;
  let tellEnd = (): void => undefined;
  const tell = (news: SharedPageNews): void => port.post(news);
  tell({ kind: 'shown', ...pointer });
  attachStream({
    post: (message) => (isOver ? undefined : port.post(message)),
    onMessage(receive) {
      const ask = (request: FastStreamRequest): void => receive(request);
      ask({ kind: 'topics', topics });
      port.onMessage((message) => {
        const taken = v.safeParse(takenSchema, message);
        if (!isOver && taken.success) ask(taken.output);
      });
    },
    onDisconnect(notify) {
      tellEnd = notify;
    },
    close: () => undefined,
  });
  return () => {
    isOver = true;
    tellEnd();
    tell({ kind: 'hidden' });
  };
}
