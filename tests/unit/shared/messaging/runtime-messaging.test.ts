import { describe, expect, it, vi } from 'vitest';
import { createFakeRuntime } from '../../../fakes/fake-runtime.ts';

// What stands behind both global names is read when the module is loaded, so it is filled in before that and anew each time.
const extension: { runtime?: ReturnType<typeof createFakeRuntime> } = {};
vi.stubGlobal('chrome', extension);
vi.stubGlobal('browser', extension);

async function startContext(runtime: ReturnType<typeof createFakeRuntime>) {
  extension.runtime = runtime;
  const { runtimeTransport } = await import('#src/shared/messaging/runtime-transport.ts');
  const { openRuntimePort, servePorts } = await import('#src/shared/messaging/runtime-port.ts');
  return { runtimeTransport, openRuntimePort, servePorts };
}

describe('runtimeTransport', () => {
  it('brings a question over and the answer back', async () => {
    const { runtimeTransport } = await startContext(createFakeRuntime());
    runtimeTransport.listen((message) => Promise.resolve({ heard: message }));
    expect(await runtimeTransport.send('hello')).toEqual({ heard: 'hello' });
  });

  it('resolves to undefined when no context listens', async () => {
    const { runtimeTransport } = await startContext(createFakeRuntime());
    expect(await runtimeTransport.send('hello')).toBeUndefined();
  });

  it('resolves to undefined when those who listen all leave the message alone', async () => {
    const { runtimeTransport } = await startContext(createFakeRuntime());
    runtimeTransport.listen(() => undefined);
    expect(await runtimeTransport.send('hello')).toBeUndefined();
  });

  it('passes other failures of the browser on', async () => {
    const { runtimeTransport } = await startContext(createFakeRuntime());
    await expect(runtimeTransport.send(1n)).rejects.toThrow('serialize');
  });

  it('shows nothing to the receiver from another extension', async () => {
    const runtime = createFakeRuntime();
    const { runtimeTransport } = await startContext(runtime);
    const seen: unknown[] = [];
    runtimeTransport.listen(async (message) => void seen.push(message));
    await runtime.sendAs('somebody-else', 'hello');
    await runtime.sendAs(undefined, 'hello');
    expect(seen).toEqual([]);
  });

  it('hears nothing any more after it stopped', async () => {
    const { runtimeTransport } = await startContext(createFakeRuntime());
    const stop = runtimeTransport.listen(() => Promise.resolve('yes'));
    stop();
    expect(await runtimeTransport.send('hello')).toBeUndefined();
  });
});

describe('runtime ports', () => {
  it('carry messages both ways', async () => {
    const { openRuntimePort, servePorts } = await startContext(createFakeRuntime());
    const heard: unknown[] = [];
    servePorts('feed', (port) => port.onMessage((message) => port.post({ echo: message })));
    const port = openRuntimePort('feed');
    port.onMessage((message) => heard.push(message));
    port.post('hello');
    expect(heard).toEqual([{ echo: 'hello' }]);
  });

  it('are not handed over under another name', async () => {
    const { openRuntimePort, servePorts } = await startContext(createFakeRuntime());
    const opened: unknown[] = [];
    servePorts('feed', (port) => opened.push(port));
    openRuntimePort('other');
    expect(opened).toEqual([]);
  });

  it('of another extension are closed unheard', async () => {
    const runtime = createFakeRuntime();
    const { servePorts } = await startContext(runtime);
    const opened: unknown[] = [];
    servePorts('feed', (port) => opened.push(port));
    const theirs = runtime.connectAs('somebody-else', { name: 'feed' });
    expect(opened).toEqual([]);
    expect(() => theirs.postMessage('hello')).toThrow('disconnected');
  });

  it('tell the side that stays that the other closed, and take messages without throwing', async () => {
    const { openRuntimePort, servePorts } = await startContext(createFakeRuntime());
    const told: string[] = [];
    servePorts('feed', (port) =>
      port.onDisconnect(() => {
        told.push('closed');
        port.post('too late');
      }),
    );
    const port = openRuntimePort('feed');
    port.onDisconnect(() => told.push('own'));
    port.close();
    port.post('too late');
    expect(told).toEqual(['closed']);
  });

  it('lose nothing that was said before anybody listened, once and in order', async () => {
    const { openRuntimePort, servePorts } = await startContext(createFakeRuntime());
    const served: ReturnType<typeof openRuntimePort>[] = [];
    servePorts('feed', (port) => served.push(port));
    const port = openRuntimePort('feed');
    port.post('first');
    port.post('second');
    const heard: unknown[] = [];
    for (const end of served) end.onMessage((message) => heard.push(message));
    port.post('third');
    expect(heard).toEqual(['first', 'second', 'third']);
  });

  it('tell somebody who listens late that the other side has closed', async () => {
    const { openRuntimePort, servePorts } = await startContext(createFakeRuntime());
    const served: ReturnType<typeof openRuntimePort>[] = [];
    servePorts('feed', (port) => served.push(port));
    openRuntimePort('feed').close();
    const told: string[] = [];
    for (const end of served) end.onDisconnect(() => told.push('closed'));
    expect(told).toEqual(['closed']);
  });
});
