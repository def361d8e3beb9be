/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} tool path of the program's script under the root
 * @property {readonly string[]} args
 * @property {string} advice what to run to see or repair it
 * @property {boolean} [isTest] left out when the tests are run elsewhere
 */

/** One TypeScript project per context, each with its own globals. */
const projects = [
  'tsconfig.json',
  'src/shared/tsconfig.json',
  'src/background/tsconfig.json',
  'src/engine/tsconfig.rules.json',
  'src/engine/tsconfig.json',
  'src/adapters/tsconfig.json',
  'src/host/tsconfig.json',
  'src/offscreen/tsconfig.json',
  'src/firefox/tsconfig.json',
  'src/popup/tsconfig.json',
  'src/web/tsconfig.json',
  'tests/tsconfig.json',
  'scripts/tsconfig.json',
];

const vitest = 'node_modules/vitest/vitest.mjs';

/**
 * Two lanes of steps that run beside each other, on two cores; within a lane each waits for the one before.
 * @type {readonly (readonly Step[])[]}
 */
export const lanes = [
  [
    {
      name: 'types',
      tool: 'node_modules/typescript/bin/tsc',
      args: ['-b', ...projects],
      advice: 'npx tsc -b <project>',
    },
    { name: 'dead code', tool: 'node_modules/knip/bin/knip.js', args: ['--no-progress'], advice: 'npx knip' },
  ],
  [
    {
      name: 'format and lint',
      tool: 'node_modules/@biomejs/biome/bin/biome',
      args: ['check', '--error-on-warnings', '--reporter=concise'],
      advice: 'npm run fix',
    },
    {
      name: 'build',
      tool: 'scripts/build.mjs',
      args: [],
      advice: 'npm run build',
    },
    {
      name: 'build of the page',
      tool: 'scripts/build.mjs',
      args: ['web'],
      advice: 'npm run build:web',
    },
    {
      name: 'contents of the build',
      tool: 'scripts/check-build.mjs',
      args: [],
      advice: 'node scripts/check-build.mjs',
    },
    { name: 'sizes', tool: 'node_modules/size-limit/bin.js', args: [], advice: 'npx size-limit' },
    {
      name: 'unit tests and import rules',
      tool: vitest,
      args: ['run', '--project=unit', '--project=unit-popup', '--project=architecture', '--reporter=dot'],
      advice: 'npm run test:unit',
      isTest: true,
    },
  ],
];
