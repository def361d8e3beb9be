import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { filesOf } from '../../../scripts/lib/check/script-graph.mjs';
import { packBuild } from '../../../scripts/lib/package/pack-build.mjs';
import type { Browser } from '../../../scripts/lib/setup/vite-build.mjs';
import { browsers } from '../../../scripts/lib/setup/vite-build.mjs';
import { soakRow } from '../../soak/support/row.ts';

const root = resolve('.');

interface StoreBuild {
  readonly browser: Browser;
  /** Name and hash of every file. */
  readonly files: readonly string[];
  /** The hash of what would go to a store. */
  readonly archive: string;
  /** What must not be in it, one sentence each. */
  readonly problems: readonly string[];
}

/** A store build made into a folder of its own. */
async function buildOnce(browser: Browser): Promise<StoreBuild> {
  const folder = await mkdtemp(join(tmpdir(), 'beeline-package-'));
  try {
    const { sha256: archive, problems } = await packBuild(root, browser, folder);
    const hashed = filesOf(folder).map(async (file) => {
      const hash = createHash('sha256').update(await readFile(join(folder, file)));
      return `${file} ${hash.digest('hex')}`;
    });
    return { browser, files: await Promise.all(hashed), archive, problems };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

soakRow({
  row: 'package: allow-listed hosts, golden permissions, equal builds',
  unit: 'further builds for each browser',
  full: 5,
  short: 1,
  async run({ count, isOutOfTime, progress }) {
    const firsts = await Promise.all(browsers.map(buildOnce));
    const faults = firsts.flatMap(({ browser, problems, files }) => [
      ...problems.map((problem) => `${browser}: ${problem}`),
      ...(files.length < 10 ? [`${browser}: only ${files.length} files`] : []),
    ]);
    let done = 0;
    while (done < count && !isOutOfTime()) {
      const nexts = await Promise.all(firsts.map(({ browser }) => buildOnce(browser)));
      faults.push(...firsts.flatMap((first, at) => differences(first, nexts[at])));
      done += 1;
      progress(done);
    }
    return { done, faults, detail: firsts.map(({ browser, files }) => `${browser} ${files.length} files`).join(', ') };
  },
});

function differences(first: StoreBuild, next: StoreBuild | undefined): readonly string[] {
  const again = new Set(next?.files);
  return [
    ...first.files.filter((file) => !again.has(file)).map((file) => `${first.browser} differs: ${file}`),
    ...(again.size === first.files.length ? [] : [`${first.browser}: ${again.size} files at the second time`]),
    ...(next?.archive === first.archive ? [] : [`${first.browser}: the archive differs: ${next?.archive}`]),
  ];
}
