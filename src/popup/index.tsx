import { createExtensionHost } from './extension-host.ts';
import { startSurface } from './start-surface.tsx';

void startSurface(createExtensionHost(window));
