import * as v from 'valibot';
import type { Contract } from './contract.ts';

/** The way messages travel between the contexts of one extension; knows nothing about what they say. */
export interface Transport {
  /** Resolves to the answer, or to undefined when no context took the message. */
  send(envelope: unknown): Promise<unknown>;
  /** `receive` returns undefined at once for what is not its own; the returned function stops listening. */
  listen(receive: (message: unknown) => Promise<unknown> | undefined): () => void;
}

export type ContextName = keyof Contract;

type Call<F> = F extends (...input: infer Input) => infer Output ? { input: Input; output: Awaited<Output> } : never;

/** One function for every call of a context; each may answer now or later. */
export type Handlers<C extends ContextName> = {
  readonly [N in keyof Contract[C]]: (
    ...input: Call<Contract[C][N]>['input']
  ) => Call<Contract[C][N]>['output'] | Promise<Call<Contract[C][N]>['output']>;
};

/** Rejects with `CallError` only. */
export type Caller<C extends ContextName> = <N extends keyof Contract[C] & string>(
  name: N,
  ...input: Call<Contract[C][N]>['input']
) => Promise<Call<Contract[C][N]>['output']>;

/**
 * A call that was not carried out. `nobody-there`: no context listens; `transport-failed`: the message was lost on the way;
 * `unknown-call` and `bad-reply`: the two sides are of different builds; anything else is the code the handler threw.
 */
export class CallError extends Error {
  readonly code: string;
  constructor(code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'CallError';
    this.code = code;
  }
}

const maxNameLength = 64;
const maxArguments = 4;

const envelopeSchema = v.object({
  to: v.pipe(v.string(), v.maxLength(maxNameLength)),
  name: v.pipe(v.string(), v.maxLength(maxNameLength)),
  args: v.pipe(v.array(v.unknown()), v.maxLength(maxArguments)),
});

const replySchema = v.variant('ok', [
  v.object({ ok: v.literal(true), value: v.optional(v.unknown()) }),
  v.object({ ok: v.literal(false), error: v.object({ code: v.string(), message: v.string() }) }),
]);

type Envelope = v.InferOutput<typeof envelopeSchema>;
type Reply = v.InferOutput<typeof replySchema>;

export function parseEnvelope(message: unknown): Envelope | undefined {
  const parsed = v.safeParse(envelopeSchema, message);
  return parsed.success ? parsed.output : undefined;
}

/** A function that asks the context `to` and infers arguments and answer from the contract. */
export function createCaller<C extends ContextName>(transport: Transport, to: C): Caller<C> {
  return async (name, ...input) => {
    const reply = await sendEnvelope(transport, { to, name, args: input });
    if (!reply.ok) {
      throw new CallError(reply.error.code, reply.error.message);
    }
    // The answering side is compiled against the same contract, and replies of foreign senders never get here.
    return reply.value as Call<Contract[C][typeof name]>['output'];
  };
}

async function sendEnvelope(transport: Transport, envelope: Envelope): Promise<Reply> {
  let answer: unknown;
  try {
    answer = await transport.send(envelope);
  } catch (cause) {
    throw new CallError('transport-failed', `${envelope.to} could not be asked for ${envelope.name}`, cause);
  }
  if (answer === undefined || answer === null) {
    throw new CallError('nobody-there', `${envelope.to} is not there to answer ${envelope.name}`);
  }
  const parsed = v.safeParse(replySchema, answer);
  if (!parsed.success) {
    throw new CallError('bad-reply', `${envelope.to} gave no readable answer to ${envelope.name}`);
  }
  return parsed.output;
}

/** Refuses handlers that the contract does not list, also when they come in a variable. */
type NothingExtra<H, C extends ContextName> = Readonly<Record<Exclude<keyof H, keyof Contract[C]>, never>>;

/** Answers what is addressed to `context`. Curried so that handlers are checked name by name; returns the way to stop. */
export function serve<C extends ContextName>(transport: Transport, context: C) {
  return <H extends Handlers<C>>(handlers: H & NothingExtra<H, C>): (() => void) => {
    const byName = new Map<string, unknown>(Object.entries(handlers));
    return transport.listen((message) => {
      const envelope = parseEnvelope(message);
      return envelope?.to === context ? answerEnvelope(byName, envelope) : undefined;
    });
  };
}

async function answerEnvelope(handlers: ReadonlyMap<string, unknown>, { name, args }: Envelope): Promise<Reply> {
  const handler = handlers.get(name);
  if (typeof handler !== 'function') {
    return { ok: false, error: { code: 'unknown-call', message: `no such call: ${name}` } };
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
