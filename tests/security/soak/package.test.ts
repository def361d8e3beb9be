import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { problemsOfBuild, readGolden } from '../../../scripts/lib/check/build-rules.mjs';
import { filesOf } from '../../../scripts/lib/check/script-graph.mjs';
import { zipFolder } from '../../../scripts/lib/package/zip-folder.mjs';
import { viteBuild } from '../../../scripts/lib/setup/vite-build.mjs';
import { soakRow } from '../../soak/support/row.ts';

const root = resolve('.');

interface StoreBuild {
  /** Name and hash of every file. */
  readonly files: readonly string[];
  /** The hash of what would go to a store. */
  readonly archive: string;
  /** What must not be in it, one sentence each. */
  readonly problems: readonly string[];
}

/** A store build made into a folder of its own. */
async function buildOnce(): Promise<StoreBuild> {
  const folder = await mkdtemp(join(tmpdir(), 'beeline-package-'));
  try {
    await viteBuild(root, 'production', { env: { BEELINE_OUT_DIR: folder } });
    const hashed = filesOf(folder).map(async (file) => {
      const hash = createHash('sha256').update(await readFile(join(folder, file)));
      return `${file} ${hash.digest('hex')}`;
    });
    const { sha256: archive } = await zipFolder(folder);
    return { files: await Promise.all(hashed), archive, problems: problemsOfBuild(folder, readGolden(root, 'chrome')) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

soakRow({
  row: 'package: allow-listed hosts, golden permissions, equal builds',
  unit: 'further builds',
  full: 5,
  short: 1,
  async run({ count, isOutOfTime, progress }) {
    const { files: first, archive, problems } = await buildOnce();
    const faults = [...problems, ...(first.length < 10 ? [`only ${first.length} files`] : [])];
    let done = 0;
    while (done < count && !isOutOfTime()) {
      const next = await buildOnce();
      const again = new Set(next.files);
      faults.push(...first.filter((file) => !again.has(file)).map((file) => `differs: ${file}`));
      if (next.archive !== archive) faults.push(`the archive differs: ${next.archive}`);
      if (again.size !== first.length) faults.push(`${again.size} files instead of ${first.length}`);
      done += 1;
      progress(done);
    }
    return { done, faults, detail: `${first.length} files` };
  },
});
