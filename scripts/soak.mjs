#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runMain } from './lib/process/clean-up.mjs';
import { SetupFailure } from './lib/setup/setup-failure.mjs';
import { formatTable, isReached, parseReport } from './lib/soak/soak-table.mjs';
import { prepare } from './lib/test/prepare.mjs';
import { runSuite } from './lib/test/run-suite.mjs';
import { chooseSuites } from './lib/test/suites.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const groups = ['chat', 'security', 'calls'];
const usage = `Usage: npm run soak [-- group…] [-- --minutes=N for each row] [-- --file=part of a file's name], with groups ${groups.join(', ')}.`;

await runMain(async () => {
  const { values, positionals } = parseArgs({
    options: { minutes: { type: 'string' }, file: { type: 'string', multiple: true } },
    allowPositionals: true,
  });
  const [suite] = chooseSuites(['soak']) ?? [];
  if (!suite || positionals.some((group) => !groups.includes(group))) throw new SetupFailure(usage);
  const chosen = positionals.length === 0 ? groups : positionals;
  const folder = await mkdtemp(join(tmpdir(), 'beeline-soak-'));
  const report = join(folder, 'rows.jsonl');
  const env = {
    ...(await prepare(root, [suite])),
    BEELINE_SOAK_REPORT: report,
    ...(values.minutes === undefined ? {} : { BEELINE_SOAK_MINUTES: values.minutes }),
  };
  const projects = chosen.map((group) => `soak-${group}`);
  const { tally } = await runSuite(root, { ...suite, projects, files: values.file ?? [] }, env);
  const rows = existsSync(report) ? parseReport(await readFile(report, 'utf8')) : [];
  await rm(folder, { recursive: true, force: true });
  process.stdout.write(`\n${formatTable(rows)}\n`);
  return tally.failed === 0 && rows.length > 0 && rows.every(isReached) ? 0 : 1;
});
