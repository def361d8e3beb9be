import { scriptsOf } from './scripts/lib/check/script-graph.mjs';

const buildDir = 'dist/chrome';

/** @param {string} entry @param {{ later?: boolean }} [options] */
function pathsOf(entry, options) {
  return scriptsOf(buildDir, entry, options).map((script) => `${buildDir}/${script}`);
}

/** Compressed sizes of the scripts that a context loads on opening, or can load at all. */
export default [
  { name: 'popup, on opening', path: pathsOf('src/popup/index.html', { later: false }), limit: '26.4 kB', gzip: true },
  { name: 'popup, all of it', path: pathsOf('src/popup/index.html'), limit: '107 kB', gzip: true },
  {
    name: 'permission page',
    path: pathsOf('src/popup/permission/index.html', { later: false }),
    limit: '25.6 kB',
    gzip: true,
  },
  { name: 'script in a shared page', path: `${buildDir}/shared-page.js`, limit: '5.6 kB', gzip: true },
  { name: 'background', path: pathsOf('service-worker-loader.js'), limit: '8.2 kB', gzip: true },
  {
    name: 'offscreen, on opening',
    path: pathsOf('src/offscreen/index.html', { later: false }),
    limit: '246.3 kB',
    gzip: true,
  },
  { name: 'offscreen, all of it', path: pathsOf('src/offscreen/index.html'), limit: '272.3 kB', gzip: true },
];
