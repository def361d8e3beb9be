import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allowedHosts } from './allowed-hosts.mjs';
import { filesOf, scriptsOf } from './script-graph.mjs';

/** Words that are in Firebase's code and in nothing of ours. */
const firebaseMarks = ['FirebaseError', '@firebase/', 'identitytoolkit', 'firestore.googleapis.com'];

const surfaces = ['src/popup/index.html', 'src/popup/permission/index.html'];
const engine = 'src/offscreen/index.html';

/**
 * What is wrong with a production build, one sentence each.
 * @param {string} buildDir
 * @param {{ permissions: string[], contentSecurityPolicy: string }} golden what the manifest may ask for
 * @returns {string[]}
 */
export function problemsOfBuild(buildDir, golden) {
  const manifest = JSON.parse(readFileSync(join(buildDir, 'manifest.json'), 'utf8'));
  const worker = manifest.background?.service_worker;
  return [
    ...manifestProblems(manifest, golden),
    ...[...surfaces, worker].flatMap((entry) => firebaseProblems(buildDir, entry)),
    ...blindnessProblems(buildDir),
    ...filesOf(buildDir).flatMap((file) => fileProblems(buildDir, file)),
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

/** @param {string} buildDir @param {string} entry */
function firebaseProblems(buildDir, entry) {
  return scriptsOf(buildDir, entry)
    .filter((script) => hasFirebase(buildDir, script))
    .map((script) => `${entry} loads Firebase through ${script}.`);
}

/** A search that finds Firebase nowhere has lost its marks. @param {string} buildDir */
function blindnessProblems(buildDir) {
  return scriptsOf(buildDir, engine).some((script) => hasFirebase(buildDir, script))
    ? []
    : [
        `Firebase was not found in ${engine} either, so its marks in scripts/lib/check/build-rules.mjs are out of date.`,
      ];
}

/** @param {string} buildDir @param {string} script */
function hasFirebase(buildDir, script) {
  const source = readFileSync(join(buildDir, script), 'utf8');
  return firebaseMarks.some((mark) => source.includes(mark));
}

/** @param {string} buildDir @param {string} file */
function fileProblems(buildDir, file) {
  if (file.endsWith('.map')) return [`${file} is a source map, which does not belong into a production build.`];
  if (!/\.(js|css|html|json)$/.test(file)) return [];
  const text = readFileSync(join(buildDir, file), 'utf8');
  const problems = hostsIn(text)
    .filter((host) => !allowedHosts.has(host))
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
