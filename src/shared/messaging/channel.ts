import type { Contract } from './contract.ts';

/** The way messages travel between the contexts of one extension; knows nothing about what they say. */
export interface Transport {
  /** Resolves to the answer, or to undefined when no context took the message. */
  send(envelope: unknown): Promise<unknown>;
  /** `receive` returns undefined at once for what is not its own; the returned function stops listening. */
  listen(receive: (message: unknown) => Promise<unknown> | undefined): () => void;
}

export type ContextName = keyof Contract;

type Exchange<F> = F extends (...input: infer Input) => infer Output
  ? { input: Input; output: Awaited<Output> }
  : never;

/** One function for every request to a context; each may answer now or later. */
export type Handlers<C extends ContextName> = {
  readonly [N in keyof Contract[C]]: (
    ...input: Exchange<Contract[C][N]>['input']
  ) => Exchange<Contract[C][N]>['output'] | Promise<Exchange<Contract[C][N]>['output']>;
};

/** Rejects with `RequestError` only. */
export type Requester<C extends ContextName> = <N extends keyof Contract[C] & string>(
  name: N,
  ...input: Exchange<Contract[C][N]>['input']
) => Promise<Exchange<Contract[C][N]>['output']>;

/**
 * A request that was not carried out. `nobody-there`: no context listens; `transport-failed`: the message was lost on the way;
 * `unknown-request` and `bad-reply`: the two sides are of different builds; anything else is the code the handler threw.
 */
export class RequestError extends Error {
  readonly code: string;
  constructor(code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'RequestError';
    this.code = code;
  }
}

const maxNameLength = 64;
const maxArguments = 4;

interface Envelope {
  readonly to: string;
  readonly name: string;
  readonly args: readonly unknown[];
}

type Reply =
  | { readonly ok: true; readonly value?: unknown }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };

// Parsed by hand: every popup loads this module, and a parser library would weigh more than all the rest of it.

export function parseEnvelope(message: unknown): Envelope | undefined {
  if (!isRecord(message)) {
    return undefined;
  }
  const { to, name, args } = message;
  const fits = isName(to) && isName(name) && Array.isArray(args) && args.length <= maxArguments;
  return fits ? { to, name, args } : undefined;
}

function parseReply(answer: unknown): Reply | undefined {
  if (!isRecord(answer)) {
    return undefined;
  }
  const { ok, value, error } = answer;
  if (ok === true) {
    return { ok, value };
  }
  if (ok !== false || !isRecord(error)) {
    return undefined;
  }
  const { code, message } = error;
  return isText(code) && isText(message) ? { ok, error: { code, message } } : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isName(value: unknown): value is string {
  return isText(value) && value.length <= maxNameLength;
}

/** A function that asks the context `to` and infers arguments and answer from the contract. */
export function createRequester<C extends ContextName>(transport: Transport, to: C): Requester<C> {
  return async (name, ...input) => {
    const reply = await sendEnvelope(transport, { to, name, args: input });
    if (!reply.ok) {
      throw new RequestError(reply.error.code, reply.error.message);
    }
    // The answering side is compiled against the same contract, and replies of foreign senders never get here.
    return reply.value as Exchange<Contract[C][typeof name]>['output'];
  };
}

async function sendEnvelope(transport: Transport, envelope: Envelope): Promise<Reply> {
  let answer: unknown;
  try {
    answer = await transport.send(envelope);
  } catch (cause) {
    throw new RequestError('transport-failed', `${envelope.to} could not be asked for ${envelope.name}`, cause);
  }
  if (answer === undefined || answer === null) {
    throw new RequestError('nobody-there', `${envelope.to} is not there to answer ${envelope.name}`);
  }
  const reply = parseReply(answer);
  if (reply === undefined) {
    throw new RequestError('bad-reply', `${envelope.to} gave no readable answer to ${envelope.name}`);
  }
  return reply;
}

/** Refuses handlers that the contract does not list, also when they come in a variable. */
type NothingExtra<H, C extends ContextName> = Readonly<Record<Exclude<keyof H, keyof Contract[C]>, never>>;

/**
 * Answers what is addressed to `context`, from now on, and as soon as the handlers are there; then at once, for the click that
 * came with a message is lost with the first thing that is waited for. Curried so that handlers are checked name by name;
 * returns the way to stop.
 */
export function serve<C extends ContextName>(transport: Transport, context: C) {
  return <H extends Handlers<C>>(
    handlers: (H & NothingExtra<H, C>) | Promise<H & NothingExtra<H, C>>,
  ): (() => void) => {
    let present: object | undefined;
    if (!(handlers instanceof Promise)) present = handlers;
    else
      void handlers.then(
        (arrived) => (present = arrived),
        () => undefined,
      );
    return transport.listen((message) => {
      const envelope = parseEnvelope(message);
      if (envelope?.to !== context) return undefined;
      return present ? answerEnvelope(present, envelope) : answerLater(handlers, envelope);
    });
  };
}

async function answerLater(coming: object | Promise<object>, envelope: Envelope): Promise<Reply> {
  try {
    return await answerEnvelope(await coming, envelope);
  } catch (error) {
    return { ok: false, error: describeError(error) };
  }
}

async function answerEnvelope(handlers: object, { name, args }: Envelope): Promise<Reply> {
  const handler: unknown = Object.hasOwn(handlers, name) ? Reflect.get(handlers, name) : undefined;
  if (typeof handler !== 'function') {
    return { ok: false, error: { code: 'unknown-request', message: `no such request: ${name}` } };
  }
  try {
    const value: unknown = await handler(...args);
    return { ok: true, value };
  } catch (error) {
    return { ok: false, error: describeError(error) };
  }
}

function describeError(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) {
    return { code: 'failed', message: String(error) };
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'failed';
  return { code, message: error.message };
}
