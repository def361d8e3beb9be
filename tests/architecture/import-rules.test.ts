import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { afterEach, describe, expect, it } from 'vitest';
import rules from '../../.dependency-cruiser.mjs';

const root = join(import.meta.dirname, '../..');
const scratch: string[] = [];

/** Says in words what each violation is, so that a failure needs no second look. */
async function look(baseDir: string): Promise<{ violations: string[]; moduleCount: number }> {
  const { forbidden = [], options = {} } = rules;
  const ruleSet = { forbidden };
  const { tsConfig: _, ...cruiseOptions } = options;
  const report = await cruise(['src'], { ...cruiseOptions, ruleSet, validate: true, baseDir });
  if (typeof report.output === 'string') {
    throw new Error('dependency-cruiser gave a text instead of a report');
  }
  const { summary, modules } = report.output;
  return {
    violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
    moduleCount: modules.filter(({ source }) => source.startsWith('src/')).length,
  };
}

/** A repository of a few files, with the packages of this one. */
function plant(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'beeline-imports-'));
  scratch.push(folder);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, source] of Object.entries({ 'package.json': '{"type":"module"}', ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), source);
  }
  return folder;
}

afterEach(() => {
  for (const folder of scratch.splice(0)) {
    rmSync(folder, { recursive: true });
  }
});

describe('import rules', () => {
  it('are kept by every module of the extension', async () => {
    expect((await look(root)).violations).toEqual([]);
  });

  it('see the modules', async () => {
    expect((await look(root)).moduleCount).toBeGreaterThan(50);
  });

  it.each([
    ['popup-is-not-the-engine', 'src/popup/app.tsx', '../offscreen/x.ts'],
    ['popup-is-not-the-engine', 'src/popup/app.tsx', '../background/x.ts'],
    ['offscreen-is-not-a-surface', 'src/offscreen/engine.ts', '../popup/x.ts'],
    ['popup-is-not-the-engine', 'src/popup/app.tsx', '../web/x.ts'],
    ['background-is-small', 'src/background/badge.ts', '../offscreen/x.ts'],
    ['offscreen-is-not-a-surface', 'src/engine/engine.ts', '../popup/x.ts'],
    ['engine-names-no-host', 'src/engine/engine.ts', '../offscreen/x.ts'],
    ['engine-names-no-host', 'src/engine/links/links.ts', '../../adapters/webrtc/x.ts'],
    ['engine-sends-no-messages', 'src/engine/surfaces/feed.ts', '../../shared/messaging/runtime-x.ts'],
    ['ports-hold-no-code', 'src/engine/ports/peer-port.ts', '../links/x.ts'],
    ['adapters-know-ports-only', 'src/adapters/webrtc/lanes.ts', '../../engine/links/x.ts'],
    ['adapters-know-ports-only', 'src/adapters/webrtc/lanes.ts', '../../offscreen/x.ts'],
    ['adapters-know-not-each-other', 'src/adapters/webrtc/lanes.ts', '../media/x.ts'],
    ['rules-are-pure', 'src/engine/calls/rules/step.ts', '../calls.ts'],
    ['rules-are-pure', 'src/engine/calls/rules/step.ts', '../../ports/x.ts'],
    ['shared-is-pure', 'src/shared/settings/settings.ts', '../../offscreen/x.ts'],
    ['shared-is-pure', 'src/shared/snapshot.ts', '../engine/calls/x.ts'],
    ['surfaces-run-no-engine', 'src/shared/snapshot.ts', '../engine/calls/rules/x.ts'],
    ['surfaces-run-no-engine', 'src/popup/app.tsx', '../engine/calls/rules/x.ts'],
    ['popup-is-not-the-engine', 'src/popup/app.tsx', '../engine/calls/x.ts'],
    ['shared-names-no-context', 'src/shared/messaging/runtime-port.ts', '../../popup/x.ts'],
    ['pure-modules-send-no-messages', 'src/engine/calls/rules/step.ts', '../../../shared/messaging/x.ts'],
    ['views-send-no-messages', 'src/popup/screens/home.tsx', '../../shared/messaging/x.ts'],
    ['pure-modules-know-no-browser', 'src/shared/settings/settings.ts', '../extension-api.ts'],
    ['views-have-no-browser', 'src/popup/components/button.tsx', '../../shared/extension-api.ts'],
    ['surfaces-know-their-host-by-one-door', 'src/popup/app.tsx', '../shared/extension-api.ts'],
    ['surfaces-know-their-host-by-one-door', 'src/popup/feed-client.ts', '../shared/messaging/runtime-port.ts'],
    ['surfaces-know-their-host-by-one-door', 'src/popup/start-surface.tsx', './extension-host.ts'],
    ['extension-stands-alone', 'src/offscreen/engine.ts', '../../tests/x.ts'],
    ['resolvable', 'src/offscreen/engine.ts', './nowhere.ts'],
  ])('%s catches %s importing %s', async (rule, path, imported) => {
    const target = join(dirname(path), imported);
    const files = { [path]: `import { x } from '${imported}';\nvoid x;\n` };
    const there = imported.includes('nowhere') ? {} : { [target]: 'export const x = 1;\n' };
    const { violations } = await look(plant({ ...files, ...there }));
    expect(violations.map((violation) => violation.split(':')[0])).toContain(rule);
  });

  it.each([
    ['firebase-by-one-adapter', 'src/engine/engine.ts', 'firebase/firestore'],
    ['firebase-by-one-adapter', 'src/popup/app.tsx', 'firebase/app'],
    ['background-is-small', 'src/background/badge.ts', 'preact'],
    ['offscreen-is-not-a-surface', 'src/offscreen/engine.ts', 'preact/hooks'],
    ['shared-is-pure', 'src/shared/settings/settings.ts', 'webextension-polyfill'],
    ['rules-are-pure', 'src/engine/calls/rules/step.ts', 'firebase/app'],
    ['engine-names-no-host', 'src/engine/engine.ts', 'preact'],
    ['views-have-no-browser', 'src/popup/components/button.tsx', 'webextension-polyfill'],
    ['extension-api-by-one-door', 'src/popup/index.tsx', 'webextension-polyfill'],
    ['no-development-packages-in-the-extension', 'src/offscreen/engine.ts', 'fast-check'],
  ])('%s catches %s importing the package %s', async (rule, path, imported) => {
    const packages = { dependencies: { preact: '*' }, devDependencies: { 'fast-check': '*' } };
    const files = {
      [path]: `import '${imported}';\n`,
      'package.json': JSON.stringify({ type: 'module', ...packages }),
    };
    const { violations } = await look(plant(files));
    expect(violations.map((violation) => violation.split(':')[0])).toContain(rule);
  });

  it('page-is-no-extension catches a page that comes to the extension interface by way of others', async () => {
    const { violations } = await look(
      plant({
        'src/web/index.ts': "import { x } from '../host/x.ts';\nvoid x;\n",
        'src/host/x.ts': "export { x } from '../shared/extension-api.ts';\n",
        'src/shared/extension-api.ts': 'export const x = 1;\n',
      }),
    );
    expect(violations).toContain('page-is-no-extension: src/web/index.ts → src/shared/extension-api.ts');
  });

  it('no-cycles catches modules that import each other, also for types only', async () => {
    const { violations } = await look(
      plant({
        'src/shared/call/a.ts': "import type { B } from './b.ts';\nexport type A = B[];\n",
        'src/shared/call/b.ts': "import type { A } from './a.ts';\nexport type B = A | 1;\n",
      }),
    );
    expect(violations.join()).toContain('no-cycles');
  });

  it('no-folder-cycles catches subjects that build on each other', async () => {
    const { violations } = await look(
      plant({
        'src/engine/chat/a.ts': "import type { B } from '../links/b.ts';\nexport type A = B[];\n",
        'src/engine/links/b.ts': "import type { C } from '../links/c.ts';\nexport type B = C;\n",
        'src/engine/links/c.ts': "import type { D } from '../chat/d.ts';\nexport type C = D;\n",
        'src/engine/chat/d.ts': 'export type D = 1;\n',
      }),
    );
    expect(violations).toContain('no-folder-cycles: src/engine/chat → src/engine/links');
  });

  it('let views name the types of the contract', async () => {
    const { violations } = await look(
      plant({
        'src/popup/screens/home.tsx': "import type { X } from '../../shared/messaging/x.ts';\nexport type Y = X;\n",
        'src/shared/messaging/x.ts': 'export type X = 1;\n',
      }),
    );
    expect(violations).toEqual([]);
  });
});
