import type { View } from '../popup/navigation.ts';
import type { Readable } from '../popup/store.ts';
import { createStore } from '../popup/store.ts';
import type { ContactId } from '../shared/identity/contact-id.ts';
import { parseContactInput } from '../shared/identity/id-codec.ts';

/** What somebody was sent here with. `altered`: a link that lost something on its way; `other-service`: one of another project. */
export type PageInvitation =
  | { readonly kind: 'whole'; readonly id: ContactId; readonly link: string }
  | { readonly kind: 'altered' | 'other-service' };

export interface PageInvitations {
  readonly present: Readable<PageInvitation | null>;
  /** Tells where the link is to be looked at, now and whenever the address has another one. */
  watch(open: (view: View) => void): void;
  /** The person here has said yes to the one that is present. */
  agree(): void;
}

export interface PageInvitationsDeps {
  readonly page: Pick<Window, 'location' | 'history' | 'addEventListener'>;
  /** Where a link lies until it was used, as what was begun to be filled in. */
  readonly draft: { read(): string; write(text: string): void };
  /** The project of this page. */
  readonly projectId: string;
}

/** Takes the invite link out of the page's address, where others could read it over a shoulder or in a shared tab. */
export function createPageInvitations({ page, draft, projectId }: PageInvitationsDeps): PageInvitations {
  const { location, history } = page;
  const present = createStore<PageInvitation | null>(readInvitation(draft.read(), projectId));
  let open: (view: View) => void = () => undefined;

  function take(): void {
    if (location.hash.length < 2) return;
    const link = decode(location.href);
    draft.write(link);
    present.set(readInvitation(link, projectId) ?? { kind: 'altered' });
    history.replaceState(null, '', location.pathname + location.search);
    open({ name: 'add-contact', text: link });
  }

  return {
    present,
    watch(notify) {
      open = notify;
      take();
      page.addEventListener('hashchange', take);
    },
    agree() {
      const invitation = present.get();
      if (invitation?.kind === 'whole') open({ name: 'add-contact', text: invitation.link, agreed: true });
    },
  };
}

/** Null for what is no invite link. */
export function readInvitation(text: string, projectId: string): PageInvitation | null {
  const input = parseContactInput(text);
  if (input.kind !== 'link') return null;
  if (input.home !== null && input.home.projectId !== projectId) return { kind: 'other-service' };
  return { kind: 'whole', id: input.id, link: text };
}

/** Some programs escape what needs none. */
function decode(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
