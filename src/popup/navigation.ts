import type { ReadonlySignal } from '@preact/signals';
import { computed, signal } from '@preact/signals';
import type { ContactId } from '../shared/contact-id.ts';

export type View =
  | { readonly name: 'home' | 'add-contact' | 'my-id' | 'settings' | 'call' }
  | { readonly name: 'conversation'; readonly contactId: ContactId };

export interface Place {
  readonly view: View;
  /** The `data-opener` of the control that led away from here, which gets the focus back. */
  readonly leftBy: string | null;
}

/** Where the person is and how they came there. */
export interface Navigation {
  readonly place: ReadonlySignal<Place>;
  open(view: View, leftBy?: string | null): void;
  back(): void;
  /** To `view` with only home behind it. */
  replace(view: View): void;
}

const home: Place = { view: { name: 'home' }, leftBy: null };

export function createNavigation(): Navigation {
  const places = signal<readonly Place[]>([home]);

  return {
    place: computed(() => places.value.at(-1) ?? home),
    open: (view, leftBy = null) => {
      const current = places.peek();
      const known = current.findIndex((place) => isSameView(place.view, view));
      if (known >= 0) {
        places.value = current.slice(0, known + 1);
        return;
      }
      const left = current.map((place, index) => (index === current.length - 1 ? { ...place, leftBy } : place));
      places.value = [...left, { view, leftBy: null }];
    },
    back: () => {
      if (places.peek().length > 1) places.value = places.peek().slice(0, -1);
    },
    replace: (view) => {
      const first = places.peek()[0] ?? home;
      places.value = view.name === 'home' ? [first] : [first, { view, leftBy: null }];
    },
  };
}

export function isSameView(one: View, other: View): boolean {
  if (one.name === 'conversation' && other.name === 'conversation') return one.contactId === other.contactId;
  return one.name === other.name;
}
