import type { Transport } from '#src/shared/messaging/channel.ts';
import { createCaller, serve } from '#src/shared/messaging/channel.ts';
import type { InviteOutcome } from '#src/shared/messaging/contract.ts';

/** Compiled, never run: what the contract between contexts must allow and must refuse. */
export async function contractTypes(transport: Transport): Promise<void> {
  const offscreen = createCaller(transport, 'offscreen');
  const background = createCaller(transport, 'background');

  const outcome: InviteOutcome = await offscreen('contacts.invite', { text: 'an ID' });
  await background('engine.ensure');
  void outcome;

  // @ts-expect-error a call the contract does not list
  await offscreen('contacts.summon', { text: 'an ID' });
  // @ts-expect-error a call of the other context
  await background('call.hangUp');
  // @ts-expect-error an argument of the wrong shape
  await offscreen('contacts.invite', { word: 'an ID' });
  // @ts-expect-error a missing argument
  await offscreen('contacts.invite');
  // @ts-expect-error an argument too many
  await offscreen('call.hangUp', { now: true });
  // @ts-expect-error an answer of the wrong type
  const wrong: number = await offscreen('contacts.invite', { text: 'an ID' });
  void wrong;
  // @ts-expect-error a context that does not exist
  createCaller(transport, 'popup');

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
