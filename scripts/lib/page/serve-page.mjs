import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../../../..');

/** @typedef {{ source: string, headers: { key: string, value: string }[] }} HeaderRule */

/** @type {Readonly<Record<string, string>>} */
const contentTypes = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

/**
 * Serves a build of the page on this computer, with the headers that Firebase Hosting sends to people.
 * @param {string} folder
 * @param {{ origins?: readonly string[], port?: number }} [options] what it may reach beside the service for people; any free port
 * @returns {Promise<{ url: string, close(): Promise<void> }>}
 */
export async function servePage(folder, { origins = [], port = 0 } = {}) {
  const rules = await readHeaderRules();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = resolve(folder, `.${decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname)}`);
    try {
      if (!file.startsWith(resolve(folder) + sep)) throw new Error('outside of the page');
      const body = await readFile(file);
      const type = contentTypes[extname(file)] ?? 'application/octet-stream';
      response.writeHead(200, { ...headersFor(pathname, rules, origins), 'content-type': type });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(port, '127.0.0.1', () => listening(undefined)));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** @returns {Promise<readonly HeaderRule[]>} */
async function readHeaderRules() {
  return JSON.parse(await readFile(join(root, 'firebase.json'), 'utf8')).hosting.headers;
}

/**
 * Later rules go before earlier ones. Only sources that end in ** are known here.
 * @param {string} pathname @param {readonly HeaderRule[]} rules @param {readonly string[]} origins
 */
function headersFor(pathname, rules, origins) {
  const fitting = rules.filter(({ source }) => pathname.startsWith(source.replace(/\*\*$/, '')));
  const headers = fitting.flatMap((rule) => rule.headers);
  return Object.fromEntries(
    headers.map(({ key, value }) => [
      key,
      value.replace("connect-src 'self'", ["connect-src 'self'", ...origins].join(' ')),
    ]),
  );
}
