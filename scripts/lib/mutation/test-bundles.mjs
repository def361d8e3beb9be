import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

/**
 * A unit test with everything of ours that it imports in one module.
 * @typedef {object} TestBundle
 * @property {string} testFile
 * @property {string} bundle
 * @property {readonly string[]} sources files of `src/` inside it
 * @property {number} [costMs] what its tests took without any mutant
 */

/** In the folder in which mutants live. */
const bundleListFile = '.test-bundles.json';

/** @returns {Promise<TestBundle[]>} */
export async function readTestBundles() {
  return JSON.parse(await readFile(bundleListFile, 'utf8'));
}

/** @param {readonly TestBundle[]} bundles */
export async function writeTestBundles(bundles) {
  await writeFile(bundleListFile, JSON.stringify(bundles));
}

/**
 * The bundles that can tell something about a file, those that are likeliest to fail first and then the quickest.
 * @param {string} source path of the mutated file
 * @param {readonly TestBundle[]} bundles
 * @param {readonly string[] | undefined} testIds of the tests wanted, which begin with their file; all when undefined
 */
export function inOrderFor(source, bundles, testIds) {
  const wanted = testIds && new Set(testIds.map((id) => id.slice(0, id.indexOf('#'))));
  const folder = dirname(source).split('/').slice(-2).join('/');
  const nearness = (/** @type {TestBundle} */ { testFile }) => {
    return testFile.includes(`${folder}/${basename(source, '.ts')}.test`) ? 0 : 1;
  };
  return bundles
    .filter(({ testFile, sources }) => (wanted ? wanted.has(testFile) : sources.some((one) => source.endsWith(one))))
    .toSorted((a, b) => nearness(a) - nearness(b) || (a.costMs ?? 0) - (b.costMs ?? 0));
}
