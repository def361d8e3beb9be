import type { ManifestV3Export } from '@crxjs/vite-plugin';
import manifest from '../manifest.json' with { type: 'json' };
import packageJson from '../package.json' with { type: 'json' };

export type Browser = 'chrome' | 'firefox';

/** The add-on's lasting name at Mozilla's; a profile keeps its data under it. */
const firefoxId = 'beeline@beeline.example';

/** The oldest on which an identity was seen to be made: earlier ones cannot export keys imported as PKCS#8. */
export const firefoxVersion = '153.0';

/**
 * The manifest of one browser. `manifest.json` is Chromium's, and all that differs in Firefox stands here.
 * @param origins what an emulator build may reach beside the addresses of the build for people
 */
export function manifestFor(browser: Browser, origins: readonly string[]): ManifestV3Export {
  const policy = manifest.content_security_policy.extension_pages;
  const common = {
    ...manifest,
    version: packageJson.version,
    content_security_policy: {
      extension_pages: policy.replace("connect-src 'self'", ["connect-src 'self'", ...origins].join(' ')),
    },
  };
  return (browser === 'firefox' ? forFirefox(common) : common) as ManifestV3Export;
}

const chromiumsAlone = ['activeTab', 'offscreen', 'scripting', 'sidePanel'];

function forFirefox({
  minimum_chrome_version: _version,
  side_panel: panel,
  commands,
  permissions,
  ...rest
}: typeof manifest) {
  return {
    ...rest,
    background: { scripts: ['src/firefox/index.ts'], type: 'module' },
    sidebar_action: {
      default_title: rest.name,
      default_panel: panel.default_path,
      default_icon: rest.action.default_icon,
      open_at_install: false,
    },
    commands: Object.fromEntries(Object.entries(commands).map(([name, command]) => [name, withoutGlobal(command)])),
    // The engine lives in the event page, which no permission is needed for, and its pages have no capture handles.
    permissions: permissions.filter((permission) => !chromiumsAlone.includes(permission)),
    browser_specific_settings: {
      gecko: {
        id: firefoxId,
        strict_min_version: firefoxVersion,
        data_collection_permissions: { required: ['none'] },
      },
    },
  };
}

/** Firefox has keys for its own windows only, and refuses the word. */
function withoutGlobal(command: object): object {
  const { global: _global, ...rest }: { readonly global?: boolean } = command;
  return rest;
}
