import { describe, expect, it } from 'vitest';
import { createFastStream } from '#src/engine/surfaces/fast-stream.ts';
import { createFastStreamClient } from '#src/popup/fast-stream-client.ts';
import { createFakePort } from '../../fakes/fake-port.ts';

function start() {
  const ports: (ReturnType<typeof createFakePort> & { closed: boolean })[] = [];
  const client = createFastStreamClient(() => {
    const fake = { ...createFakePort(), closed: false };
    ports.push(fake);
    return { ...fake.port, close: () => Object.assign(fake, { closed: true }) };
  });
  return { client, ports, heard: [] as unknown[] };
}

describe('a surface on the fast stream', () => {
  it('opens a port with the first listener and closes it with the last', () => {
    const { client, ports } = start();
    expect(ports).toHaveLength(0);
    const stopOne = client.subscribe('pointer', () => undefined);
    const stopOther = client.subscribe('pointer', () => undefined);
    const stopThird = client.subscribe('score', () => undefined);
    stopOne();
    stopThird();
    expect(ports.map(({ posted }) => posted)).toEqual([
      [
        { kind: 'topics', topics: ['pointer'] },
        { kind: 'topics', topics: ['pointer', 'score'] },
        { kind: 'topics', topics: ['pointer'] },
      ],
    ]);
    expect(ports[0]?.closed).toBe(false);
    stopOther();
    stopOther();
    expect(ports[0]?.closed).toBe(true);
  });

  it('asks for the next value when its listeners have had the last', () => {
    const { client, ports, heard } = start();
    client.subscribe('pointer', (value) => heard.push(value, ports[0]?.posted.length));
    ports[0]?.say({ topic: 'pointer', value: 5 });
    expect(heard).toEqual([5, 1]);
    expect(ports[0]?.posted.at(-1)).toEqual({ kind: 'taken', topic: 'pointer' });
  });

  it.each([[null], ['pointer'], [{ topic: 'pointer' }], [{ value: 1 }]])('does not take %j for a value', (message) => {
    const { client, ports, heard } = start();
    client.subscribe('pointer', (value) => heard.push(value));
    ports[0]?.say(message);
    expect(heard).toEqual([]);
  });

  it('listens again to an engine that took the place of another', () => {
    const { client, ports, heard } = start();
    client.subscribe('pointer', (value) => heard.push(value));
    ports[0]?.leave();
    client.reconnect();
    ports[1]?.say({ topic: 'pointer', value: 1 });
    client.reconnect();
    ports[1]?.say({ topic: 'pointer', value: 'from a port that was given up' });
    expect(ports).toHaveLength(3);
    expect(ports.at(-1)?.posted).toEqual([{ kind: 'topics', topics: ['pointer'] }]);
    expect(heard).toEqual([1]);
  });

  it('opens nothing for an engine that nobody listens to', () => {
    const { client, ports } = start();
    client.reconnect();
    expect(ports).toEqual([]);
  });

  it('understands the engine, and is understood', () => {
    const { client, ports, heard } = start();
    const stream = createFastStream();
    client.subscribe('pointer', (value) => heard.push(value));
    const [mine] = ports;
    const theirs = createFakePort();
    stream.attach(theirs.port);
    for (const message of mine?.posted.splice(0) ?? []) theirs.say(message);
    for (const value of [1, 2, 3]) stream.publish('pointer', value);
    for (const message of theirs.posted.splice(0)) mine?.say(message);
    for (const message of mine?.posted.splice(0) ?? []) theirs.say(message);
    for (const message of theirs.posted.splice(0)) mine?.say(message);
    expect(heard).toEqual([1, 3]);
  });
});
