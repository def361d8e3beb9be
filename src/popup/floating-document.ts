import type { Store } from './store.ts';
import type { SurfaceHost } from './surface-host.ts';

/** Opens a window that floats above all others, looks like this page and is empty; `place` holds it until it has gone. */
export async function openFloatingDocument(
  request: NonNullable<SurfaceHost['requestFloatingDocument']>,
  place: Store<Window | null>,
): Promise<void> {
  const floating = await request();
  dress(floating.document);
  floating.addEventListener('pagehide', () => place.set(null), { once: true });
  place.set(floating);
}

function dress({ documentElement, head }: Document): void {
  for (const { href } of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = href;
    head.append(link);
  }
  Object.assign(documentElement.dataset, document.documentElement.dataset, { frame: 'floating' });
  documentElement.lang = document.documentElement.lang;
}
