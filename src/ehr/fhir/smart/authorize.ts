/**
 * SMART App Launch 2.2 (standalone, public client): discovery, authorisation code with PKCE, token. The protocol's checks are
 * `oauth4webapi`'s; how a page is shown and how the network is reached are given, so that tokens never leave memory.
 */
import * as oauth from 'oauth4webapi';
import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/result.ts';

/** `fetch`, by whatever way. */
export type Fetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string },
) => Promise<Response>;

export interface SmartEdges {
  readonly fetch: Fetch;
  /** Shows the sign-in page, and gives the address that it led back to. Rejects when it was closed. */
  readonly launch: (url: string) => Promise<string>;
  readonly redirectUri: string;
}

export interface SmartSession {
  readonly base: string;
  readonly token: string;
  /** The patient in context: chosen by the EHR or in its sign-in page. */
  readonly patient: string;
}

const Configuration = z.object({
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  issuer: z.url().optional(),
  code_challenge_methods_supported: z.array(z.string()).optional(),
});
const TokenExtra = z.object({ patient: z.string().regex(/^[A-Za-z0-9.-]{1,64}$/) });

/** What is read, and nothing that writes. */
export const SCOPE = 'launch/patient patient/*.rs patient/*.read';

const LOOPBACK = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?\//;
const trusted = (url: string): boolean => url.startsWith('https://') || LOOPBACK.test(`${url}/`);

const nameOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.name : 'unknown');

const discover = async (base: string, edges: SmartEdges): Promise<Result<oauth.AuthorizationServer>> => {
  try {
    const response = await edges.fetch(`${base}/.well-known/smart-configuration`, {
      method: 'GET',
      headers: { accept: 'application/json' },
    });
    if (!response.ok) return err('E_SMART_CONFIG', undefined, `status ${response.status}`);
    const found = Configuration.safeParse(await response.json());
    if (!found.success) return err('E_SMART_CONFIG', undefined, 'no endpoints');
    const { authorization_endpoint, token_endpoint, issuer = base } = found.data;
    if (![authorization_endpoint, token_endpoint].every(trusted))
      return err('E_SMART_CONFIG', undefined, 'endpoints without TLS');
    // A server that does not do S256 would leave the code to whoever sees it.
    if (found.data.code_challenge_methods_supported?.includes('S256') === false)
      return err('E_SMART_CONFIG', undefined, 'no PKCE S256');
    return ok({ issuer, authorization_endpoint, token_endpoint });
  } catch (thrown) {
    return err('E_SMART_CONFIG', undefined, nameOf(thrown));
  }
};

/** Errors: E_SMART_CONFIG, E_SMART_LOGIN. Nothing of the session is kept here. */
export const authorize = async (
  issuer: string,
  clientId: string,
  edges: SmartEdges,
): Promise<Result<SmartSession>> => {
  const base = issuer.replace(/\/+$/, '');
  const server = await discover(base, edges);
  if (!server.ok) return server;
  const client: oauth.Client = { client_id: clientId };
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const url = new URL(server.value.authorization_endpoint ?? '');
  for (const [name, value] of Object.entries({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: edges.redirectUri,
    scope: SCOPE,
    state,
    aud: base,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }))
    url.searchParams.set(name, value);
  try {
    const back = new URL(await edges.launch(url.href));
    const params = oauth.validateAuthResponse(server.value, client, back, state);
    const response = await oauth.authorizationCodeGrantRequest(
      server.value,
      client,
      oauth.None(),
      params,
      edges.redirectUri,
      verifier,
      {
        // The address was checked above: TLS, or this machine.
        [oauth.allowInsecureRequests]: true,
        [oauth.customFetch]: (to, init) =>
          edges.fetch(to, { method: init.method, headers: init.headers, body: String(init.body ?? '') }),
      },
    );
    // An ID token, where the server gives one unasked, is of no use here and is not looked at.
    const granted = await oauth.processAuthorizationCodeResponse(server.value, client, response);
    const context = TokenExtra.safeParse(granted);
    if (!context.success) return err('E_SMART_LOGIN', undefined, 'no patient in the token response');
    return ok({ base, token: granted.access_token, patient: context.data.patient });
  } catch (thrown) {
    const code = thrown instanceof oauth.AuthorizationResponseError ? thrown.error : nameOf(thrown);
    return err('E_SMART_LOGIN', undefined, code);
  }
};
