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
const groups = ['chat', 'security', 'calls', 'network'];
const usage = `Usage: npm run soak [-- group…] [-- --minutes=N or --runs=N for each row] [-- --file=part of a file's name], with groups ${groups.join(', ')}.`;

await runMain(async () => {
  const { values, positionals } = parseArgs({
    options: { minutes: { type: 'string' }, runs: { type: 'string' }, file: { type: 'string', multiple: true } },
    allowPositionals: true,
  });
  if (positionals.some((group) => !groups.includes(group))) throw new SetupFailure(usage);
  const chosen = positionals.length === 0 ? groups : positionals;
  const suites = suitesFor(chosen);
  const folder = await mkdtemp(join(tmpdir(), 'beeline-soak-'));
  const report = join(folder, 'rows.jsonl');
  const prepared = await prepare(root, suites);
  const noNetworks = prepared.BEELINE_NO_NETWORKS;
  if (noNetworks !== undefined) throw new SetupFailure(`The group "network" cannot be run here: ${noNetworks}.`);
  const env = {
    ...prepared,
    BEELINE_SOAK_REPORT: report,
    ...(values.minutes === undefined ? {} : { BEELINE_SOAK_MINUTES: values.minutes }),
    ...(values.runs === undefined ? {} : { BEELINE_SOAK_RUNS: values.runs }),
  };
  let failed = 0;
  for (const suite of suites) {
    failed += (await runSuite(root, { ...suite, files: values.file ?? [] }, env)).tally.failed;
  }
  const rows = existsSync(report) ? parseReport(await readFile(report, 'utf8')) : [];
  await rm(folder, { recursive: true, force: true });
  process.stdout.write(`\n${formatTable(rows)}\n`);
  return failed === 0 && rows.length > 0 && rows.every(isReached) ? 0 : 1;
});

/** Those in networks of our own need another build than the others. @param {readonly string[]} chosen groups */
function suitesFor(chosen) {
  const [soak] = chooseSuites(['soak']) ?? [];
  if (!soak) throw new SetupFailure('There is no suite named "soak".');
  const common = chosen.filter((group) => group !== 'network').map((group) => `soak-${group}`);
  const inNetworks = { ...soak, projects: ['soak-network'], needsNetworks: true };
  return [
    ...(common.length > 0 ? [{ ...soak, projects: common }] : []),
    ...(chosen.includes('network') ? [inNetworks] : []),
  ];
}
