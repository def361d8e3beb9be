import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Handlers, Transport } from '#src/shared/messaging/channel.ts';
import { createRequester, parseEnvelope, RequestError, serve } from '#src/shared/messaging/channel.ts';
import { createFakeTransport } from '../../../fakes/fake-transport.ts';

const noAttention = {
  unread: 0,
  inCall: false,
  needsAction: false,
  notices: [],
  raise: [],
  reword: [],
  language: 'system',
} as const;

function backgroundHandlers(overrides: Partial<Handlers<'background'>> = {}): Handlers<'background'> {
  return {
    'engine.ensure': () => {},
    'attention.show': () => {},
    'permissionPage.open': () => {},
    'surface.open': () => {},
    'shortcutSettings.open': () => {},
    ...overrides,
  };
}

async function errorOf(promise: Promise<unknown>): Promise<RequestError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof RequestError)) {
    throw new Error(`expected a RequestError, got ${String(error)}`);
  }
  return error;
}

describe('a request between contexts', () => {
  it('carries its argument to the handler', async () => {
    const transport = createFakeTransport();
    const seen: unknown[] = [];
    serve(transport, 'background')(backgroundHandlers({ 'attention.show': (attention) => void seen.push(attention) }));
    await createRequester(transport, 'background')('attention.show', noAttention);
    expect(seen).toEqual([noAttention]);
  });

  it('resolves to undefined when the handler returns nothing', async () => {
    const transport = createFakeTransport();
    serve(transport, 'background')(backgroundHandlers({ 'engine.ensure': async () => {} }));
    expect(await createRequester(transport, 'background')('engine.ensure')).toBeUndefined();
  });

  it('rejects as nobody-there when no context listens', async () => {
    const error = await errorOf(createRequester(createFakeTransport(), 'background')('engine.ensure'));
    expect(error.code).toBe('nobody-there');
  });

  it('is not answered by another context', async () => {
    const transport = createFakeTransport();
    serve(transport, 'background')(backgroundHandlers());
    const error = await errorOf(createRequester(transport, 'engine')('call.hangUp'));
    expect(error.code).toBe('nobody-there');
  });

  it('is left alone synchronously by a context it is not addressed to', () => {
    const answers: unknown[] = [];
    const transport: Transport = {
      send: async () => undefined,
      listen: (receive) => {
        answers.push(receive({ to: 'engine', name: 'call.hangUp', args: [] }));
        answers.push(receive({ to: 'background', name: 'engine.ensure', args: [] }));
        return () => {};
      },
    };
    serve(transport, 'background')(backgroundHandlers());
    expect(answers[0]).toBeUndefined();
    expect(answers[1]).toBeInstanceOf(Promise);
  });

  it('is heard by nobody after serving stopped', async () => {
    const transport = createFakeTransport();
    const stop = serve(transport, 'background')(backgroundHandlers());
    stop();
    const error = await errorOf(createRequester(transport, 'background')('engine.ensure'));
    expect(error.code).toBe('nobody-there');
  });
});

describe('a request that fails', () => {
  it.each([
    ['thrown at once', () => Promise.reject(Object.assign(new Error('no room'), { code: 'full' })), 'full', 'no room'],
    ['without a code', () => Promise.reject(new Error('odd')), 'failed', 'odd'],
    ['with a code that is no string', () => Promise.reject(Object.assign(new Error('x'), { code: 7 })), 'failed', 'x'],
    ['with something that is no error', () => Promise.reject('words'), 'failed', 'words'],
  ])('tells the asking side of an error %s', async (_how, handler, code, message) => {
    const transport = createFakeTransport();
    serve(transport, 'background')(backgroundHandlers({ 'engine.ensure': handler }));
    const error = await errorOf(createRequester(transport, 'background')('engine.ensure'));
    expect({ code: error.code, message: error.message }).toEqual({ code, message });
  });

  it('tells the asking side of an error thrown synchronously', async () => {
    const transport = createFakeTransport();
    const failing = (): void => {
      throw Object.assign(new Error('now'), { code: 'sync' });
    };
    serve(transport, 'background')(backgroundHandlers({ 'engine.ensure': failing }));
    expect((await errorOf(createRequester(transport, 'background')('engine.ensure'))).code).toBe('sync');
  });

  it.each(['constructor', 'toString', '__proto__', 'engine.destroy'])('refuses the unknown name %s', async (name) => {
    const transport = createFakeTransport();
    serve(transport, 'background')(backgroundHandlers());
    expect(await transport.send({ to: 'background', name, args: [] })).toMatchObject({
      ok: false,
      error: { code: 'unknown-request' },
    });
  });

  it('rejects with its own error when the transport breaks', async () => {
    const cause = new Error('disk on fire');
    const transport: Transport = { send: () => Promise.reject(cause), listen: () => () => {} };
    const error = await errorOf(createRequester(transport, 'background')('engine.ensure'));
    expect(error.code).toBe('transport-failed');
    expect(error.cause).toBe(cause);
  });

  it.each([
    ['text'],
    [7],
    [{}],
    [{ ok: 'yes' }],
    [{ ok: false }],
    [{ ok: false, error: {} }],
    [{ ok: false, error: { code: 'full' } }],
    [{ ok: false, error: { code: 7, message: 'no room' } }],
    [{ ok: 'no', error: { code: 'full', message: 'no room' } }],
  ])('does not take %j for an answer', async (reply) => {
    const transport: Transport = { send: async () => reply, listen: () => () => {} };
    expect((await errorOf(createRequester(transport, 'background')('engine.ensure'))).code).toBe('bad-reply');
  });

  it.each([null, undefined])('knows that %s comes from nobody', async (reply) => {
    const transport: Transport = { send: async () => reply, listen: () => () => {} };
    expect((await errorOf(createRequester(transport, 'background')('engine.ensure'))).code).toBe('nobody-there');
  });

  it('does not mind what is no request at all', () => {
    const answers: unknown[] = [];
    const transport: Transport = {
      send: async () => undefined,
      listen: (receive) => {
        answers.push(receive('not a request'), receive(undefined));
        return () => {};
      },
    };
    serve(transport, 'background')(backgroundHandlers());
    expect(answers).toEqual([undefined, undefined]);
  });
});

describe('parseEnvelope', () => {
  it('takes four arguments and names of 64 characters', () => {
    const envelope = { to: 'x'.repeat(64), name: 'y'.repeat(64), args: [1, 2, 3, 4] };
    expect(parseEnvelope({ ...envelope, more: 1 })).toEqual(envelope);
  });

  it('never throws, and takes nothing but envelopes', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (message) => {
        const envelope = parseEnvelope(message);
        if (envelope !== undefined) {
          expect(typeof envelope.to).toBe('string');
          expect(typeof envelope.name).toBe('string');
          expect(Array.isArray(envelope.args)).toBe(true);
        }
      }),
    );
  });

  it.each([
    [{ to: 'engine', name: 'a', args: [1, 2, 3, 4, 5] }],
    [{ to: 'x'.repeat(65), name: 'a', args: [] }],
    [{ to: 'engine', name: 'x'.repeat(65), args: [] }],
    [{ to: 'engine', name: 'a' }],
    [{ to: 'engine', args: [] }],
  ])('refuses %j', (message) => {
    expect(parseEnvelope(message)).toBeUndefined();
  });
});
