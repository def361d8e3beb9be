import { render } from 'preact';
import { createRequester } from '../../shared/messaging/channel.ts';
import { runtimeTransport } from '../../shared/messaging/runtime-transport.ts';
import { TextContext } from '../components/basics/text.ts';
import { extensionWords } from '../extension-words.ts';
import { loadText } from '../i18n.ts';
import { readFromLastTime } from '../snapshot-cache.ts';
import { createStore, useValue } from '../store.ts';
import { showTheme } from '../theme.ts';
import type { DevicePermissionDeps, PermissionState } from './device-permission.ts';
import { askPermission, readPermission } from './device-permission.ts';
import { PermissionScreen } from './permission-screen.tsx';

/** Long enough to read that it worked. */
const closeAfterMs = 1_200;

const video = new URLSearchParams(location.search).get('video') !== '0';
const deps: DevicePermissionDeps = {
  video,
  devices: navigator.mediaDevices,
  queryPermission: async (name) => (await navigator.permissions.query({ name })).state,
};
const engine = createRequester(runtimeTransport, 'engine');
const state = createStore<PermissionState>('not-asked');

async function allow(): Promise<void> {
  if (state.get() === 'asking') return;
  state.set('asking');
  await settle(await askPermission(deps));
}

async function settle(outcome: PermissionState): Promise<void> {
  state.set(outcome);
  if (outcome === 'not-asked') return;
  // Without any device the call goes on too: there is nothing left that could be allowed.
  const granted = outcome === 'granted' || outcome === 'no-device';
  await engine('permission.settled', { granted }).catch(() => undefined);
  if (outcome === 'granted') setTimeout(() => window.close(), closeAfterMs);
}

async function start(): Promise<void> {
  const settings = readFromLastTime(localStorage)?.settings;
  const text = await loadText(extensionWords, settings?.language ?? 'system');
  showTheme(document.documentElement, settings?.theme ?? 'system');
  document.documentElement.lang = text.language;
  document.title = `${text.t(video ? 'permissionTitle' : 'permissionTitleVoice')} – ${text.t('appName')}`;
  const root = document.querySelector('#app');
  if (root === null) throw new Error('the page has no #app');
  const Page = () => (
    <TextContext.Provider value={text}>
      <PermissionScreen video={video} state={useValue(state)} onAllow={() => void allow()} />
    </TextContext.Provider>
  );
  render(<Page />, root);
  const known = await readPermission(deps);
  if (known === 'granted') await settle(known);
  else state.set(known);
}

void start();
