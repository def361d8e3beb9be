import { expect, it, vi } from 'vitest';
import { createPagePorts } from '#src/web/page-ports.ts';

/** What the end hears, told as it comes. */
function stage() {
  const { openPort, servePorts } = createPagePorts();
  const served: ReturnType<typeof openPort>[] = [];
  servePorts('feed', (port) => served.push(port));
  const near = openPort('feed');
  const [far] = served;
  if (far === undefined) throw new Error('the port was not handed over');
  return { near, far, openPort };
}

it('what is said before the other end listens is heard in its order, as a copy', async () => {
  const { near, far } = stage();
  const said = { kind: 'watch', list: [1] };
  near.post(said);
  near.post('second');
  said.list.push(2);
  const heard: unknown[] = [];
  far.onMessage((message) => heard.push(message));
  await vi.waitFor(() => expect(heard).toEqual([{ kind: 'watch', list: [1] }, 'second']));
});

it('an end that closes is told to the other one after all that it said, and not to itself', async () => {
  const { near, far } = stage();
  const heard: unknown[] = [];
  near.onDisconnect(() => heard.push('told to itself'));
  near.onMessage(() => undefined);
  far.onMessage((message) => heard.push(message));
  far.onDisconnect(() => heard.push('closed'));
  near.post('last');
  near.close();
  near.post('too late');
  await vi.waitFor(() => expect(heard).toContain('closed'));
  expect(heard).toEqual(['last', 'closed']);
});

it('whoever asks only then whether the other end is gone is told', async () => {
  const { near, far } = stage();
  far.onMessage(() => undefined);
  near.close();
  const gone = vi.fn();
  await vi.waitFor(() => {
    far.onDisconnect(gone);
    expect(gone).toHaveBeenCalled();
  });
});

it('a port that nobody serves is closed', async () => {
  const { openPort } = stage();
  const gone = vi.fn();
  const port = openPort('nobody');
  port.onDisconnect(gone);
  port.onMessage(() => undefined);
  await vi.waitFor(() => expect(gone).toHaveBeenCalled());
});
