import { expect, it } from 'vitest';
import { createOwnPageTransport } from '#src/host/own-page-transport.ts';
import { createRequester, serve } from '#src/shared/messaging/channel.ts';

function stage() {
  const sent: unknown[] = [];
  const transport = createOwnPageTransport({
    async send(envelope) {
      sent.push(envelope);
      return { ok: true };
    },
    listen: () => () => undefined,
  });
  return { transport, sent, background: createRequester(transport, 'background') };
}

const background = {
  'engine.ensure': () => undefined,
  'attention.show': () => undefined,
  'permissionPage.open': () => undefined,
  'surface.open': () => undefined,
  'shortcutSettings.open': () => undefined,
};

it('a request for somebody in this page does not leave it', async () => {
  const { transport, sent, background: ask } = stage();
  const wanted: unknown[] = [];
  serve(transport, 'background')({ ...background, 'permissionPage.open': (page) => void wanted.push(page) });
  await ask('permissionPage.open', { video: true });
  expect(wanted).toEqual([{ video: true }]);
  expect(sent).toEqual([]);
});

it('a request for nobody here goes to other pages, also after whoever answered has stopped', async () => {
  const { transport, sent, background: ask } = stage();
  const stop = serve(transport, 'background')(background);
  await createRequester(transport, 'engine')('call.hangUp');
  stop();
  await ask('engine.ensure');
  expect(sent).toMatchObject([{ to: 'engine' }, { to: 'background' }]);
});

it('whoever is still starting answers what came meanwhile', async () => {
  const { transport, background: ask } = stage();
  let start = (_handlers: typeof background): void => undefined;
  serve(transport, 'background')(new Promise<typeof background>((resolve) => (start = resolve)));
  const asked = ask('engine.ensure').then(() => 'answered');
  start(background);
  expect(await asked).toBe('answered');
});

it('whoever never starts answers that it failed', async () => {
  const { transport, background: ask } = stage();
  serve(transport, 'background')(Promise.reject<typeof background>(new Error('no database')));
  await expect(ask('engine.ensure')).rejects.toMatchObject({ code: 'failed', message: 'no database' });
});
