import { useCapabilities } from '../../capabilities.ts';
import type { Commands } from '../../commands.ts';
import { useText } from '../basics/text.ts';

export interface PermissionButtonProps {
  readonly video: boolean;
  readonly commands: Pick<Commands, 'openPermissionPage'>;
}

/** To the page on which devices are allowed, or to the browser's own question where that needs no page. */
export function PermissionButton({ video, commands }: PermissionButtonProps) {
  const { t } = useText();
  const { page } = useCapabilities();
  return (
    <button type="button" class="button" onClick={() => commands.openPermissionPage(video)}>
      {t(page === undefined ? 'openPermissionPage' : 'allowDevices')}
    </button>
  );
}
