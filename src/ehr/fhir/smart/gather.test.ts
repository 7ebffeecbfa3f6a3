import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { authorize } from './authorize.ts';
import { gather } from './gather.ts';

/** A server that answers what no sound one does: HAPI, in `tests/beds/hapi`, is the sound one. */
let server: Server;
let base: string;
let status = 200;
const tokens: string[] = [];

beforeAll(async () => {
  server = createServer(({ url = '', headers }, response) => {
    tokens.push(`${headers.host} ${headers.authorization ?? ''}`);
    if (url.startsWith('/fhir/Patient/'))
      response.writeHead(status).end('{"resourceType":"Patient","id":"p"}');
    else if (url.startsWith('/fhir/Condition'))
      response.end(
        '{"resourceType":"Bundle","link":[{"relation":"next","url":"http://localhost:1/fhir?next"}]}',
      );
    else if (url.includes('well-known'))
      response.end('{"authorization_endpoint":"http://otro.cl/a","token_endpoint":"http://otro.cl/t"}');
    else if (url.startsWith('/fhir/Procedure')) response.writeHead(404).end('{}');
    else response.end('{"resourceType":"Bundle"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
});
afterAll(() => void server.close());

const signal = new AbortController().signal;

it('sends the token to its own server alone, and says what it did not read', async () => {
  const read = await gather({ base, token: 'T', patient: 'p' }, fetch, signal);
  expect(read.ok && read.value).toContain('Condition: hay más páginas que no se leyeron');
  expect(read.ok && read.value).toContain('Procedure: la búsqueda no fue respondida');
  expect(new Set(tokens)).toEqual(new Set([`${new URL(base).host} Bearer T`]));
});

it('a refusal is an error', async () => {
  status = 403;
  const read = await gather({ base, token: 'T', patient: 'p' }, fetch, signal);
  expect(read).toMatchObject({ ok: false, error: { code: 'E_SMART_READ', detail: 'status 403' } });
});

it('endpoints without TLS are not trusted: no sign-in is shown', async () => {
  const launch = () => Promise.reject(new Error('shown'));
  const session = await authorize(base, 'c', {
    fetch,
    launch,
    redirectUri: 'https://x.chromiumapp.org/smart',
  });
  expect(session).toMatchObject({ ok: false, error: { code: 'E_SMART_CONFIG' } });
});
