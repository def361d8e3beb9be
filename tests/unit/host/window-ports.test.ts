import { describe, expect, it, vi } from 'vitest';
import { serveWindowPorts } from '#src/host/window-ports.ts';
import { openEnginePort } from '#src/popup/engine-port.ts';
import type { Port } from '#src/shared/messaging/port.ts';

class FakePage extends EventTarget {
  readonly origin = 'chrome-extension://beeline';

  postMessage(data: unknown, origin: string, ports: MessagePort[] = []): void {
    this.dispatchEvent(new MessageEvent('message', { data, origin, ports }));
  }
}

/** An engine's window that serves moves, and a surface that opens them. */
function stage() {
  const pages = { surface: new FakePage(), engine: new FakePage() };
  const { surface, engine } = pages as unknown as { surface: Window; engine: Window };
  const served: Port[] = [];
  serveWindowPorts(engine, 'moves', (port) => served.push(port));
  return { ...pages, served, open: (name = 'moves') => openEnginePort(name, surface, engine) };
}

describe('a port to an engine in the same process', () => {
  it('carries copies both ways, in order', async () => {
    const { open, served } = stage();
    const near = open();
    const said = { list: [1] };
    near.post(said);
    said.list.push(2);
    near.post('second');
    const heard: unknown[] = [];
    served[0]?.onMessage((message) => heard.push(message));
    near.onMessage((message) => heard.push(message));
    await vi.waitFor(() => expect(heard).toEqual([{ list: [1] }, 'second']));
    served[0]?.post('back');
    await vi.waitFor(() => expect(heard).toContain('back'));
  });

  it.each(['surface', 'engine'] as const)('ends for the other page when the %s goes', async (who) => {
    const { open, served, ...pages } = stage();
    const near = open();
    const [gone, left] = [vi.fn(), who === 'surface' ? served[0] : near];
    left?.onDisconnect(gone);
    pages[who].dispatchEvent(new Event('pagehide'));
    await vi.waitFor(() => expect(gone).toHaveBeenCalledTimes(1));
    left?.post('to nobody');
  });

  it('is told no more of its page once it was closed', async () => {
    const { open, served, surface } = stage();
    const left = vi.spyOn(surface, 'removeEventListener');
    const near = open();
    const gone = vi.fn();
    served[0]?.onDisconnect(gone);
    near.close();
    expect(left).toHaveBeenCalledWith('pagehide', expect.any(Function));
    surface.dispatchEvent(new Event('pagehide'));
    await vi.waitFor(() => expect(gone).toHaveBeenCalledTimes(1));
  });

  it('is not handed over under another name, from another origin, or by what only looks like it', () => {
    const { engine, open, served } = stage();
    open('feed');
    const { port1 } = new MessageChannel();
    const opening = { opensPort: 'moves' };
    const inits: readonly MessageEventInit<unknown>[] = [
      { data: opening, origin: 'https://elsewhere.example', ports: [port1] },
      { data: opening, origin: engine.origin },
      { data: null, origin: engine.origin, ports: [port1] },
      { data: 'moves', origin: engine.origin, ports: [port1] },
    ];
    for (const init of inits) engine.dispatchEvent(new MessageEvent('message', init));
    expect(served).toEqual([]);
    port1.close();
  });
});
