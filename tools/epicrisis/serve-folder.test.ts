import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { serveFile } from './serve-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'serve-folder-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const saved = (name: string, body: string | Buffer): string => {
  const file = join(folder, name);
  writeFileSync(file, body);
  return file;
};

const typeOf = async (file: string): Promise<string | null> => {
  const served = await serveFile(file);
  const { headers } = await fetch(served.url);
  await served.close();
  return headers.get('content-type');
};

it("says UTF-8 where the page doesn't say, and leaves the page its own word", async () => {
  expect(await typeOf(saved('ficha clínica.html', '<h1>Díaz</h1>'))).toBe('text/html; charset=utf-8');
  expect(await typeOf(saved('b.html', '<meta charset="iso-8859-1"><h1>x</h1>'))).toBe('text/html');
  expect(await typeOf(saved('c.html', Buffer.from('<h1>Díaz</h1>', 'latin1')))).toBe('text/html');
});

it('serves the neighbours, and nothing above the folder', async () => {
  saved('estilo.css', 'h1 {}');
  const served = await serveFile(saved('d.html', '<h1>x</h1>'));
  expect((await fetch(new URL('estilo.css', served.url))).status).toBe(200);
  const { port } = new URL(served.url);
  // `fetch` would take the dots out itself.
  const status = await new Promise((answered) => {
    request({ port, path: '/../../etc/passwd' }, (response) => answered(response.statusCode)).end();
  });
  expect(status).toBe(404);
  await served.close();
});
