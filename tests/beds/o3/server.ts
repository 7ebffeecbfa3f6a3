/**
 * OpenMRS's side of the O3 test bed: the built front end and what it asks of the REST and FHIR API, for invented patients.
 * Written from the front end's own requests; one that it makes and this server does not know is kept in `unknown`.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { z } from 'zod';
import { type BedPatient, bedPatients } from '../patients.ts';
import * as chart from './chart.ts';
import { hospitalConfig } from './config.ts';
import { uuidOf, WELL_KNOWN } from './ids.ts';

const SPA = '/openmrs/spa/';
const API = '/openmrs/ws/';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
};

/** What the visit note's form sends. */
export const PostedEncounter = z.object({
  patient: z.string(),
  encounterDatetime: z.string().optional(),
  obs: z.array(z.object({ concept: z.object({ uuid: z.string() }).or(z.string()), value: z.string() })),
});

export interface O3Server {
  /** The chart of a patient, or one of its dashboards ("allergies"). */
  chartUrl(patient: BedPatient, dashboard?: string): string;
  /** Requests that the front end made and nobody answers: `GET rest/v1/…`. */
  readonly unknown: ReadonlySet<string>;
  /** Everything that the front end sent to be kept. */
  readonly posted: readonly { readonly path: string; readonly body: unknown }[];
  close(): Promise<void>;
}

/** @param folder what `openmrs assemble` and `openmrs build` made */
export async function serveO3(folder: string): Promise<O3Server> {
  const unknown = new Set<string>();
  const posted: { path: string; body: unknown }[] = [];
  const saved = new Map<string, chart.SavedNote[]>();
  let conceptsAt = 0;

  const server = createServer((request, response) => {
    answer(request, response).catch((thrown: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(String(thrown));
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // The front end itself writes `/openmrs//ws/…` here and there.
    const url = new URL((request.url ?? '/').replace(/^\/openmrs\/+/, '/openmrs/'), 'http://127.0.0.1');
    if (url.pathname.startsWith(API)) return api(request, response, url);
    if (!url.pathname.startsWith(SPA)) {
      response.writeHead(302, { location: SPA });
      response.end();
      return;
    }
    const path = decodeURIComponent(url.pathname.slice(SPA.length));
    if (path === 'hospital.json') return json(response, hospitalConfig);
    const body = await file(folder, path);
    // Every other address is the single-page app's own.
    const type = body === undefined ? '.html' : extname(path) || '.html';
    response.writeHead(200, { 'content-type': TYPES[type] ?? 'application/octet-stream' });
    response.end(body ?? (await readFile(join(folder, 'index.html'))));
  }

  async function api(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const path = decodeURIComponent(url.pathname.slice(API.length)).replace(/\/$/, '');
    const method = request.method ?? 'GET';
    if (method === 'POST') {
      const text = await bodyOf(request);
      const body: unknown = text === '' ? null : JSON.parse(text);
      posted.push({ path, body });
      if (path === 'rest/v1/conceptreferences') {
        conceptsAt = Date.now();
        return json(response, conceptReferences());
      }
      if (path === 'rest/v1/encounter') {
        const note = PostedEncounter.parse(body);
        const kept = saved.get(note.patient) ?? [];
        for (const { value } of note.obs)
          kept.push({ date: '2026-11-22T11:00:00', author: 'Andrea Paz Olave Ríos', text: value });
        saved.set(note.patient, kept);
        return json(response, { uuid: uuidOf('saved', note.patient, kept.length) }, 201);
      }
    }
    if (path === 'fhir2/R4/Observation') await afterConcepts();
    const found = method === 'GET' ? get(path, url.searchParams) : undefined;
    if (found !== undefined) return json(response, found);
    unknown.add(`${method} ${path}${url.search ? ` ?${[...url.searchParams.keys()].join('&')}` : ''}`);
    json(response, { error: { message: 'unknown to the stub', code: '' } }, 404);
  }

  /** Observations that come before their concept stay "--" on the screen for good: a race of the front end's own. */
  async function afterConcepts(): Promise<void> {
    const asked = Date.now();
    while (conceptsAt < asked - 500 && Date.now() < asked + 1500)
      await new Promise((on) => setTimeout(on, 50));
    await new Promise((on) => setTimeout(on, 200));
  }

  function get(path: string, query: URLSearchParams): unknown {
    const fixed = FIXED[path];
    if (fixed !== undefined) return fixed;
    const subject =
      query.get('patient') ?? query.get('subject:Patient') ?? /\/([0-9a-f-]{36})(?:\/|$)/.exec(path)?.[1];
    const patient = bedPatients.find((one) => chart.patientUuid(one) === subject);
    if (path === 'rest/v1/patient' && query.has('q')) {
      const words = query.get('q')?.toLowerCase() ?? '';
      return chart.results(
        bedPatients
          .filter((one) => `${one.name} ${one.run}`.toLowerCase().includes(words))
          .map(chart.restPatient),
      );
    }
    if (path === 'rest/v1/visit' && patient === undefined) return chart.results([]);
    if (patient === undefined) {
      const visited = bedPatients.find((one) => path === `rest/v1/visit/${chart.visit(one).uuid}`);
      return visited && chart.visit(visited, saved.get(chart.patientUuid(visited)));
    }
    const notes = saved.get(chart.patientUuid(patient));
    const uuid = chart.patientUuid(patient);
    switch (path) {
      case `fhir2/R4/Patient/${uuid}`:
        return chart.fhirPatient(patient);
      case 'fhir2/R4/Condition':
        return chart.bundle(chart.conditions(patient));
      case 'fhir2/R4/AllergyIntolerance':
        return chart.bundle(chart.allergies(patient));
      case 'fhir2/R4/Observation':
        return chart.bundle(
          query.get('code')?.split(',').includes(chart.PROCEDURE) ? chart.procedures(patient) : [],
        );
      case `rest/v1/patient/${uuid}`:
        return chart.restPatient(patient);
      case `rest/v1/person/${uuid}`:
        return chart.restPerson(patient);
      case `rest/v1/person/${uuid}/attribute`:
        return chart.results([]);
      case 'rest/v1/visit':
        return chart.results([chart.visit(patient, notes)]);
      case 'rest/v1/encounter':
        return chart.results(chart.encounters(patient, notes));
      case 'rest/v1/order':
        return chart.results(
          query.get('orderTypes') === WELL_KNOWN.drugOrder ? chart.drugOrders(patient) : [],
        );
      case 'rest/v1/obs':
      case 'rest/v1/programenrollment':
        return chart.results([]);
      default:
        return undefined;
    }
  }

  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    chartUrl: (patient, dashboard = 'patient-summary') =>
      `http://127.0.0.1:${port}${SPA}patient/${chart.patientUuid(patient)}/chart/${dashboard}`,
    unknown,
    posted,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

async function file(folder: string, path: string): Promise<Buffer | undefined> {
  const clean = normalize(path);
  if (clean === '.' || clean.startsWith('..') || extname(clean) === '') return undefined;
  return readFile(join(folder, clean)).catch(() => undefined);
}

const conceptReferences = (): unknown => ({
  [chart.PROCEDURE]: {
    uuid: chart.PROCEDURE,
    display: 'Procedimiento',
    datatype: { name: 'Coded' },
    answers: [],
  },
});

const LOCATION = { ...chart.ref('Hospital de Prueba', 'location'), name: 'Hospital de Prueba' };

/** Who is logged in: a physician with every privilege, in Spanish. */
const SESSION = {
  authenticated: true,
  sessionId: 'stub',
  locale: 'es',
  allowedLocales: ['es', 'en'],
  user: {
    uuid: uuidOf('user', 'olave'),
    display: 'olave',
    username: 'olave',
    systemId: 'olave',
    userProperties: { defaultLocale: 'es' },
    person: chart.ref('Andrea Paz Olave Ríos', 'person'),
    privileges: [],
    roles: [
      { uuid: uuidOf('role', 'System Developer'), display: 'System Developer', name: 'System Developer' },
    ],
    links: [],
  },
  currentProvider: { uuid: uuidOf('provider', 'Andrea Paz Olave Ríos'), identifier: 'olave' },
  sessionLocation: LOCATION,
};

/** Answers that are the same for every patient. */
const FIXED: Readonly<Record<string, unknown>> = {
  'rest/v1/session': SESSION,
  'rest/v1/module': chart.results([]),
  'rest/v1/relationship': chart.results([]),
  'rest/v1/cohortm/cohortmember': chart.results([]),
  'rest/v1/location': chart.results([LOCATION]),
  'rest/v1/systemsetting': chart.results([]),
  'rest/v1/systemsetting/visits.enabled': { value: 'true' },
  'rest/v1/metadatamapping/termmapping': chart.results([]),
  'rest/v1/visittype': chart.results([chart.ref('Hospitalización', 'visit type')]),
  'rest/v1/encountertype': chart.results([
    { uuid: WELL_KNOWN.visitNote, display: 'Nota de visita', viewPrivilege: null, editPrivilege: null },
  ]),
  'rest/v1/ordertype': chart.results([{ uuid: WELL_KNOWN.drugOrder, display: 'Drug Order' }]),
};
