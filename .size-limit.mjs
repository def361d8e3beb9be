import { scriptsOf } from './scripts/lib/check/script-graph.mjs';

const buildDir = 'dist/chrome';

/** @param {string} entry */
function pathsOf(entry) {
  return scriptsOf(buildDir, entry).map((script) => `${buildDir}/${script}`);
}

/** Compressed sizes of all scripts that a context can load, at once or later. */
export default [
  { name: 'popup', path: pathsOf('src/popup/index.html'), limit: '25 kB', gzip: true },
  { name: 'permission page', path: pathsOf('src/popup/permission/index.html'), limit: '25 kB', gzip: true },
  { name: 'background', path: pathsOf('service-worker-loader.js'), limit: '10 kB', gzip: true },
  { name: 'offscreen', path: pathsOf('src/offscreen/index.html'), limit: '240 kB', gzip: true },
];
