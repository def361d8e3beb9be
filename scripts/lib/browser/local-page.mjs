import { createServer } from 'node:http';

/**
 * An ordinary web page for people to stay on, served from this computer.
 * @returns {Promise<{ url: string, close(): Promise<void> }>}
 */
export async function serveLocalPage() {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(page);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const page = `<!doctype html>
<html lang="en">
<title>An ordinary page</title>
<style>
  body { font: 18px/1.6 Georgia, serif; max-width: 34em; margin: 4em auto; padding: 0 1em; color: #222; background: #fdfcf8; }
</style>
<h1>An ordinary page</h1>
<p>Somebody is reading this and does not want to leave it. The toolbar icon of Beeline is enough to answer a call.</p>
<p>Text typed below is still here after the call.</p>
<textarea rows="6" cols="48" aria-label="Notes"></textarea>
</html>`;
