import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allowedHosts } from './allowed-hosts.mjs';
import { filesOf, scriptsOf } from './script-graph.mjs';

const surfaces = ['src/popup/index.html', 'src/popup/permission/index.html'];
const offscreen = 'src/offscreen/index.html';

/**
 * Libraries that belong to one context only, known by words that are in their code and in nothing of ours.
 * @typedef {{ name: string, marks: string[], at: string, notAt: string[] }} Library
 */

/** Chromium has the engine beside its worker, Firefox in its background page. @param {any} background @returns {Library[]} */
function libraries(background) {
  const engine = background?.scripts?.[0] ?? offscreen;
  const others = background?.service_worker === undefined ? [] : [background.service_worker];
  const firebaseMarks = ['FirebaseError', '@firebase/', 'identitytoolkit', 'firestore.googleapis.com'];
  return [
    { name: 'Firebase', marks: firebaseMarks, at: engine, notAt: [...surfaces, ...others] },
    { name: 'Preact', marks: ['dangerouslySetInnerHTML'], at: 'src/popup/index.html', notAt: [engine, ...others] },
  ];
}

/**
 * What the manifest of one browser may ask for.
 * @param {string} root @param {import('../setup/vite-build.mjs').Browser} browser
 * @returns {{ permissions: string[], contentSecurityPolicy: string }}
 */
export function readGolden(root, browser) {
  const golden = JSON.parse(readFileSync(join(root, 'tests', 'architecture', 'permissions.json'), 'utf8'));
  return { permissions: golden.permissions[browser], contentSecurityPolicy: golden.contentSecurityPolicy };
}

/**
 * What is wrong with a production build, one sentence each.
 * @param {string} buildDir
 * @param {{ permissions: string[], contentSecurityPolicy: string }} golden what the manifest may ask for
 * @returns {string[]}
 */
export function problemsOfBuild(buildDir, golden) {
  const manifest = JSON.parse(readFileSync(join(buildDir, 'manifest.json'), 'utf8'));
  return [
    ...manifestProblems(manifest, golden),
    ...libraries(manifest.background).flatMap((library) => libraryProblems(buildDir, library)),
    ...filesOf(buildDir).flatMap((file) => fileProblems(buildDir, file)),
  ];
}

/** What only an extension needs, and says so by itself. */
const polyfillMark = 'should only be loaded in a browser extension';

/** What is wrong with a production build of the page, one sentence each. @param {string} buildDir @returns {string[]} */
export function problemsOfPage(buildDir) {
  const files = filesOf(buildDir);
  const scripts = files.filter((file) => file.endsWith('.js'));
  return [
    ...scripts
      .filter((script) => readFileSync(join(buildDir, script), 'utf8').includes(polyfillMark))
      .map((script) => `${script} has the polyfill of extensions in it.`),
    ...files.flatMap((file) => fileProblems(buildDir, file)),
  ];
}

/** @param {Record<string, any>} manifest @param {{ permissions: string[], contentSecurityPolicy: string }} golden */
function manifestProblems(manifest, { permissions, contentSecurityPolicy }) {
  const problems = [];
  const asked = JSON.stringify([...(manifest.permissions ?? [])].sort());
  if (asked !== JSON.stringify([...permissions].sort())) {
    problems.push(
      `The manifest asks for the permissions ${asked}, not for those in tests/architecture/permissions.json.`,
    );
  }
  for (const key of ['host_permissions', 'optional_permissions', 'optional_host_permissions', 'content_scripts']) {
    if (manifest[key] !== undefined) problems.push(`The manifest has ${key}, which nobody agreed to.`);
  }
  for (const key of ['web_accessible_resources', 'externally_connectable']) {
    if (manifest[key] !== undefined) problems.push(`The manifest opens the extension to web pages by ${key}.`);
  }
  if (manifest.content_security_policy?.extension_pages !== contentSecurityPolicy) {
    problems.push('The content security policy is not the one in tests/architecture/permissions.json.');
  }
  return problems;
}

/** @param {string} buildDir @param {Library} library */
function libraryProblems(buildDir, { name, marks, at, notAt }) {
  const scriptsWith = (/** @type {string} */ entry) =>
    scriptsOf(buildDir, entry).filter((script) => {
      const source = readFileSync(join(buildDir, script), 'utf8');
      return marks.some((mark) => source.includes(mark));
    });
  const problems = notAt.flatMap((entry) =>
    scriptsWith(entry).map((script) => `${entry} loads ${name} through ${script}.`),
  );
  // A search that finds a library nowhere has lost its marks.
  const isBlind = scriptsWith(at).length === 0;
  return isBlind
    ? [...problems, `${name} is not found in ${at} either: its marks in build-rules.mjs are out of date.`]
    : problems;
}

/** Where its links lead: whoever builds says so. Nothing is fetched from there. */
const hostsOfThisBuild = hostsIn(`${process.env.VITE_INVITE_PAGE} ${process.env.VITE_EXTENSION_URL}`);

/** @param {string} buildDir @param {string} file */
function fileProblems(buildDir, file) {
  if (file.endsWith('.map')) return [`${file} is a source map, which does not belong into a production build.`];
  if (!/\.(js|css|html|json)$/.test(file)) return [];
  const text = readFileSync(join(buildDir, file), 'utf8');
  const problems = hostsIn(text)
    .filter((host) => !allowedHosts.has(host) && !hostsOfThisBuild.includes(host))
    .map((host) => `${file} names the host ${host}, which is not in scripts/lib/check/allowed-hosts.mjs.`);
  if (file.endsWith('.html') && /<script(?![^>]*\bsrc=)[^>]*>|\son\w+=/i.test(text)) {
    problems.push(`${file} has script of its own, which the content security policy forbids.`);
  }
  return problems;
}

/**
 * Hosts of every web address in a text, once each. Those put together at run time cannot be read here; the content security
 * policy holds them back.
 * @param {string} text
 */
export function hostsIn(text) {
  const hosts = [...text.matchAll(/(?:https?|wss?):\/\/([^\s/"'`)\\;,<>?#]*)/g)].map(([, host = '']) => host);
  return [...new Set(hosts)].filter((host) => host !== '' && !host.includes('$')).sort();
}
