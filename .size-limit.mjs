import { scriptsOf } from './scripts/lib/check/script-graph.mjs';

/** @param {string} entry @param {{ later?: boolean, buildDir?: string }} [options] */
function pathsOf(entry, { buildDir = 'dist/chrome', ...options } = {}) {
  return scriptsOf(buildDir, entry, options).map((script) => `${buildDir}/${script}`);
}

const page = { buildDir: 'dist/web' };

/** Compressed sizes of the scripts that a context loads on opening, or can load at all. */
export default [
  { name: 'popup, on opening', path: pathsOf('src/popup/index.html', { later: false }), limit: '26.8 kB', gzip: true },
  { name: 'popup, all of it', path: pathsOf('src/popup/index.html'), limit: '108.7 kB', gzip: true },
  {
    name: 'permission page',
    path: pathsOf('src/popup/permission/index.html', { later: false }),
    limit: '25.9 kB',
    gzip: true,
  },
  { name: 'script in a shared page', path: 'dist/chrome/shared-page.js', limit: '5.6 kB', gzip: true },
  { name: 'background', path: pathsOf('service-worker-loader.js'), limit: '8.4 kB', gzip: true },
  {
    name: 'offscreen, on opening',
    path: pathsOf('src/offscreen/index.html', { later: false }),
    limit: '249 kB',
    gzip: true,
  },
  { name: 'offscreen, all of it', path: pathsOf('src/offscreen/index.html'), limit: '275 kB', gzip: true },
  { name: 'page, on opening', path: pathsOf('index.html', { ...page, later: false }), limit: '26.3 kB', gzip: true },
  { name: 'page, all of it', path: pathsOf('index.html', page), limit: '364.8 kB', gzip: true },
];
