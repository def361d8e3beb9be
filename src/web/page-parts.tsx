import { Bell, Download, Info } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { PageParts } from '../popup/capabilities.ts';
import { CopyButton } from '../popup/components/basics/copy-button.tsx';
import type { MessageKey } from '../popup/components/basics/text.ts';
import { useText } from '../popup/components/basics/text.ts';
import { groupedId } from '../popup/components/contacts/grouped-id.ts';
import { FirstRunScreen } from '../popup/screens/first-run.tsx';
import { useValue } from '../popup/store.ts';
import type { PageInvitation, PageInvitations } from './page-invitation.ts';

export interface PagePartsDeps {
  readonly invitations: Pick<PageInvitations, 'present' | 'agree'>;
  /** Where the extension is to be had; null where this build does not know. */
  readonly extensionUrl: string | null;
  /** Undefined where the browser shows none to a page. */
  readonly notifications: Pick<typeof Notification, 'permission' | 'requestPermission'> | undefined;
}

/** What the page says beside the app: who may have invited, and what a page cannot do. */
export function createPageParts({ invitations, extensionUrl, notifications }: PagePartsDeps): PageParts {
  return {
    FirstRun({ commands }) {
      const { t } = useText();
      const invitation = useValue(invitations.present);
      const joining = invitation?.kind === 'whole' ? invitation : null;
      const createIdentity = async (name: string): Promise<boolean> => {
        const created = await commands.createIdentity(name);
        if (created) invitations.agree();
        return created;
      };
      return (
        <FirstRunScreen
          commands={{ ...commands, createIdentity }}
          {...(invitation !== null && { welcome: <Invited invitation={invitation} /> })}
          action={joining === null ? 'getStarted' : 'joinInPage'}
        >
          <p class="first-run-note quiet">{t('joinReach')}</p>
          <div class="actions join-actions">
            {joining !== null && (
              <CopyButton label={t('copyInvite')} icon="link" text={joining.link} onCopy={commands.copy} />
            )}
            <ExtensionLink url={extensionUrl} />
          </div>
        </FirstRunScreen>
      );
    },
    Notice() {
      const { t } = useText();
      const [state, setState] = useState(notifications?.permission);
      return (
        <div class="banner page-notice">
          <Info size={16} aria-hidden="true" />
          <p>{t('pageReach')}</p>
          {state === 'default' && (
            <button type="button" class="button" onClick={() => void notifications?.requestPermission().then(setState)}>
              <Bell size={16} aria-hidden="true" />
              {t('allowNotifications')}
            </button>
          )}
          <ExtensionLink url={extensionUrl} />
        </div>
      );
    },
  };
}

const refusals = {
  altered: 'inviteLinkAltered',
  'other-service': 'inviteOtherService',
} as const satisfies Readonly<Record<string, MessageKey>>;

/** Nobody's name stands in a link, and none could be believed. */
function Invited({ invitation }: { readonly invitation: PageInvitation }) {
  const { t } = useText();
  return (
    <>
      <img class="first-run-logo" src="/icons/icon-128.png" alt="" width={48} height={48} />
      <h1>{t('joinTitle')}</h1>
      {invitation.kind === 'whole' ? (
        <>
          <p>{t('joinInvited')}</p>
          <p class="id-text">{groupedId(invitation.id)}</p>
          <p class="first-run-note quiet">{t('joinUnproven')}</p>
        </>
      ) : (
        <p class="alert" role="alert">
          {t(refusals[invitation.kind])}
        </p>
      )}
    </>
  );
}

function ExtensionLink({ url }: { readonly url: string | null }) {
  const { t } = useText();
  if (url === null) return null;
  return (
    <a class="button" href={url} target="_blank" rel="noreferrer">
      <Download size={16} aria-hidden="true" />
      {t('getExtension')}
    </a>
  );
}
