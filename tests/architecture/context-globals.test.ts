import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'beeline-globals-'));

/** Those of `names` whose use does not compile in the TypeScript project `src/<project>`, beside all that `entry` imports. */
function unknownGlobals(project: string, entry: string, names: readonly string[]): string[] {
  const config = join(root, 'src', project);
  const context = dirname(project);
  const settings = ts.readConfigFile(config, ts.sys.readFile).config;
  const { options } = ts.parseJsonConfigFileContent(settings, ts.sys, dirname(config));
  const planted = join(scratch, `${context}.ts`);
  writeFileSync(planted, `${names.map((name) => `void ${name};\n`).join('')}export {};\n`);
  const rootNames = [join(root, 'src', context, entry), planted];
  const program = ts.createProgram({ rootNames, options: { ...options, incremental: false } });
  const lines = program
    .getSemanticDiagnostics(program.getSourceFile(planted))
    .map(({ file, start = 0 }) => file?.getLineAndCharacterOfPosition(start).line);
  return names.filter((_, line) => lines.includes(line));
}

afterAll(() => rmSync(scratch, { recursive: true }));

const candidates = ['chrome', 'crypto', 'document', 'process', 'Promise', 'RTCPeerConnection', 'setTimeout'];

describe('globals that do not compile', () => {
  it.each([
    [
      'shared/tsconfig.json',
      'messaging/runtime-transport.ts',
      ['chrome', 'crypto', 'document', 'process', 'RTCPeerConnection', 'setTimeout'],
    ],
    ['background/tsconfig.json', 'index.ts', ['document', 'process', 'RTCPeerConnection']],
    ['engine/tsconfig.json', 'ports/mailbox-port.ts', ['chrome', 'process']],
    ['adapters/tsconfig.json', 'system-clock.ts', ['chrome', 'process']],
    ['offscreen/tsconfig.json', 'build-config.ts', ['chrome', 'process']],
    [
      'engine/tsconfig.rules.json',
      'links/rules/step.ts',
      ['chrome', 'crypto', 'document', 'process', 'RTCPeerConnection', 'setTimeout'],
    ],
    ['popup/tsconfig.json', 'navigation.ts', ['chrome', 'process']],
    ['web/tsconfig.json', 'page-ports.ts', ['chrome', 'process']],
  ])('in %s (with %s) are %j', (context, entry, expected) => {
    expect(unknownGlobals(context, entry, candidates)).toEqual(expected);
  });
});
