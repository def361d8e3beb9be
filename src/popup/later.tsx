import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';

type Screens = typeof import('./later-screens.ts').laterScreens;

let loaded: Screens | null = null;

/** Fetches what opening the popup does not wait for, so that a click finds it ready; asking again costs nothing. */
export async function preloadScreens(): Promise<Screens> {
  loaded = (await import('./later-screens.ts')).laterScreens;
  return loaded;
}

/** A screen out of the later script, empty until that is there; what is only a part of a screen takes no place until then. */
export function later<Props extends object>(
  choose: (screens: Screens) => ComponentType<Props>,
  waiting: ComponentChildren = <div class="view" aria-busy="true" />,
): ComponentType<Props> {
  return function Later(props: Props) {
    const [screens, setScreens] = useState(loaded);
    useEffect(() => {
      if (screens === null) void preloadScreens().then(setScreens);
    }, [screens]);
    useFocusOnArrival(screens !== null);
    if (screens === null) return <>{waiting}</>;
    const Screen = choose(screens);
    return <Screen {...props} />;
  };
}

/** The view was opened before its content was there to take the focus. */
function useFocusOnArrival(ready: boolean): void {
  useLayoutEffect(() => {
    if (!ready || (document.activeElement !== null && document.activeElement !== document.body)) return;
    const target = document.querySelector('[data-first-focus]');
    if (target instanceof HTMLElement) target.focus();
  }, [ready]);
}
