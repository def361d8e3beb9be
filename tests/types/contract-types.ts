import type { Transport } from '#src/shared/messaging/channel.ts';
import { createRequester, serve } from '#src/shared/messaging/channel.ts';
import type { InviteOutcome } from '#src/shared/messaging/contract.ts';

/** Compiled, never run: what the contract between contexts must allow and must refuse. */
export async function contractTypes(transport: Transport): Promise<void> {
  const engine = createRequester(transport, 'engine');
  const background = createRequester(transport, 'background');

  const outcome: InviteOutcome = await engine('contacts.invite', { text: 'an ID' });
  await background('engine.ensure');
  void outcome;

  // @ts-expect-error a request the contract does not list
  await engine('contacts.summon', { text: 'an ID' });
  // @ts-expect-error a request to the other context
  await background('call.hangUp');
  // @ts-expect-error an argument of the wrong shape
  await engine('contacts.invite', { word: 'an ID' });
  // @ts-expect-error a missing argument
  await engine('contacts.invite');
  // @ts-expect-error an argument too many
  await engine('call.hangUp', { now: true });
  // @ts-expect-error an answer of the wrong type
  const wrong: number = await engine('contacts.invite', { text: 'an ID' });
  void wrong;
  // @ts-expect-error a context that does not exist
  createRequester(transport, 'popup');

  const complete = {
    'engine.ensure': () => {},
    'attention.show': async () => {},
    'surface.open': () => undefined,
    'shortcutSettings.open': () => undefined,
    'permissionPage.open': (input: { video: boolean }) => void input,
  };
  serve(transport, 'background')(complete);

  // @ts-expect-error a missing handler
  serve(transport, 'background')({ 'engine.ensure': () => {}, 'attention.show': () => {} });
  // @ts-expect-error a handler too many
  serve(transport, 'background')({ ...complete, 'engine.destroy': () => {} });
  const withExtra = { ...complete, 'engine.destroy': () => {} };
  // @ts-expect-error a handler too many, in a variable
  serve(transport, 'background')(withExtra);
  // @ts-expect-error a handler that wants what is never sent
  serve(transport, 'background')({ ...complete, 'engine.ensure': (input: { force: boolean }) => void input });
  // @ts-expect-error a handler that answers what nobody expects
  serve(transport, 'background')({ ...complete, 'attention.show': () => 'done' });
}
