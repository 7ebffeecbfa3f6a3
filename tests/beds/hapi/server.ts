/**
 * HAPI behind a real authorisation server (`oidc-provider`), as an EHR puts SMART on FHIR before its own: PKCE is required,
 * a person signs in, and no resource is given without the token.
 */
import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FhirResource } from 'fhir/r4';
import { builtHapi } from './build.ts';

export const CLIENT = 'epicrisis-de-prueba';

export interface Hapi {
  /** HAPI itself, without authorisation. */
  readonly direct: string;
  /** What settings name: SMART on FHIR. */
  readonly issuer: string;
  /** Requests for resources that came with a token of ours. */
  readonly granted: readonly string[];
  /** Those that did not. */
  readonly refused: readonly string[];
  close(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** As SMART asks of servers that browser apps use. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, accept, content-type',
};

/** What is used of `oidc-provider`, which is there only once the bed is installed. */
interface Provider {
  use(
    middleware: (
      context: { readonly path: string; readonly status: number; readonly body: unknown },
      next: () => Promise<void>,
    ) => Promise<void>,
  ): void;
  callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly AccessToken: { find(token: string): Promise<object | undefined> };
}
type Maker = new (issuer: string, options: object) => Provider;

async function providerFor(origin: string, redirectUri: string, patient: string): Promise<Provider> {
  const module = pathToFileURL(join(import.meta.dirname, 'node_modules/oidc-provider/lib/index.js'));
  const { default: Provider } = (await import(module.href)) as { default: Maker };
  const provider = new Provider(origin, {
    clients: [
      {
        client_id: CLIENT,
        token_endpoint_auth_method: 'none',
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    scopes: ['openid', 'launch/patient', 'patient/*.rs', 'patient/*.read'],
    pkce: { required: () => true },
    clientBasedCORS: () => true,
    cookies: { keys: ['prueba'] },
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: async () => ({ sub: id }) }),
  });
  // SMART's launch context stands beside the token.
  provider.use(async (context, next) => {
    await next();
    if (context.path === '/token' && context.status === 200)
      Object.assign(context.body as object, { patient });
  });
  return provider;
}

/** @param redirectUri where the extension lets the sign-in come back to; @param patient whose record the physician has open */
export async function startHapi(
  resources: readonly FhirResource[],
  redirectUri: string,
  patient: string,
): Promise<Hapi> {
  const [port, gate] = [await freePort(), await freePort()];
  const origin = `http://127.0.0.1:${gate}`;
  const direct = `http://127.0.0.1:${port}/fhir`;
  const issuer = `${origin}/fhir`;
  const java = spawn('java', ['-Xmx512m', '-cp', builtHapi(), 'bed.Server', String(port), issuer], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await new Promise<void>((resolve, reject) => {
    java.stdout.on('data', (chunk: Buffer) => chunk.includes('ready') && resolve());
    java.once('exit', () => reject(new Error('HAPI did not start')));
    java.once('error', reject);
  });
  for (const resource of resources) {
    const { status } = await fetch(`${direct}/${resource.resourceType}/${resource.id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify(resource),
    });
    if (status >= 300) throw new Error(`HAPI refused ${resource.resourceType}/${resource.id}: ${status}`);
  }
  const provider = await providerFor(origin, redirectUri, patient);
  const oauth = provider.callback();
  const granted: string[] = [];
  const refused: string[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '/';
    if (!url.startsWith('/fhir')) return oauth(request, response);
    if (request.method === 'OPTIONS') return void response.writeHead(204, CORS).end();
    if (url === '/fhir/.well-known/smart-configuration') {
      const configuration = {
        issuer: origin,
        authorization_endpoint: `${origin}/auth`,
        token_endpoint: `${origin}/token`,
        code_challenge_methods_supported: ['S256'],
        capabilities: ['launch-standalone', 'client-public', 'context-standalone-patient'],
      };
      response.writeHead(200, { ...CORS, 'content-type': 'application/json' });
      return void response.end(JSON.stringify(configuration));
    }
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    const known = await provider.AccessToken.find(token);
    (known === undefined ? refused : granted).push(url);
    if (known === undefined) return void response.writeHead(401, CORS).end();
    const found = await fetch(`http://127.0.0.1:${port}${url}`, {
      headers: { accept: 'application/fhir+json' },
    });
    response.writeHead(found.status, { ...CORS, 'content-type': found.headers.get('content-type') ?? '' });
    response.end(await found.text());
  }

  const server: Server = createServer((request, response) => {
    answer(request, response).catch((thrown: unknown) => response.writeHead(500, CORS).end(String(thrown)));
  });
  await new Promise<void>((resolve) => server.listen(gate, '127.0.0.1', () => resolve()));
  return {
    direct,
    issuer,
    granted,
    refused,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      java.kill();
    },
  };
}
