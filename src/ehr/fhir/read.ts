/** FHIR R4 as a record: one patient, one stay, every fact with the resource that states it, and what was left out and why. */
import type { ClinicalRecord } from '../../record/schema.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { Collected } from './collected.ts';
import { documentOf, readSections } from './composition.ts';
import type { Entries } from './door.ts';
import { openFhir } from './door.ts';
import { allergyFacts } from './facts/allergies.ts';
import { conditionFacts } from './facts/conditions.ts';
import type { Context, ReadFacts } from './facts/context.ts';
import { administrationFacts, requestFacts, statementFacts } from './facts/drugs.ts';
import { observationFacts, reportFacts } from './facts/exams.ts';
import { noteFacts } from './facts/notes.ts';
import { appointmentFacts, carePlanFacts } from './facts/plans.ts';
import { procedureFacts } from './facts/procedures.ts';
import { Graph } from './graph.ts';
import { episodeOf, identityOf } from './header.ts';
import { OperationOutcome } from './resources.ts';
import { OWNERLESS, stayOf, subjectOf } from './whose.ts';

/** The order of the facts; the reading of one type never depends on another's. */
const READERS: Readonly<Record<string, ReadFacts>> = {
  Condition: conditionFacts,
  AllergyIntolerance: allergyFacts,
  Procedure: procedureFacts,
  MedicationStatement: statementFacts,
  MedicationRequest: requestFacts,
  MedicationAdministration: administrationFacts,
  DocumentReference: noteFacts,
  DiagnosticReport: reportFacts,
  CarePlan: carePlanFacts,
  Appointment: appointmentFacts,
  // Last: where there are too many entries, it is single results that are too many.
  Observation: observationFacts,
};
/** Read where they lead, and no facts of their own. */
const HEADERS: ReadonlySet<string> = new Set(['Patient', 'Encounter', 'Composition']);

export interface FhirOptions {
  readonly now: Date;
  /** IANA name: for times that are given in UTC. */
  readonly timeZone: string;
  /** The RUN on the page, where there is one: which of several patients is meant. */
  readonly run?: string | undefined;
  /** For people: the file's name without its path, or the server. */
  readonly title: string;
}

const recordOf = ({ entries, odd }: Entries, options: FhirOptions): Result<ClinicalRecord> => {
  const { now, timeZone, run, title } = options;
  const collected = new Collected();
  const graph = new Graph(entries, collected);
  const whose = subjectOf(graph, run);
  if (!whose.ok) return whose;
  const subject = whose.value;
  for (const at of odd) collected.badResource('Bundle', at, 'no es un recurso');
  if (subject.node === undefined) collected.note({ code: 'R_NOT_FOUND', what: 'Patient' });
  for (const node of graph.ofType('OperationOutcome')) {
    const said = OperationOutcome.safeParse(node.resource).data?.issue ?? [];
    for (const { diagnostics, code } of said)
      collected.badResource('OperationOutcome', code ?? 'issue', diagnostics ?? '');
  }
  const stay = stayOf(graph, subject, collected, timeZone);
  if (stay.node === undefined) collected.note({ code: 'R_NOT_FOUND', what: 'Encounter' });
  const document = documentOf(graph);
  const context: Context = {
    graph,
    collected,
    subject,
    stay,
    timeZone,
    section: (node) => document?.rule(node),
    summary: document?.isSummary ?? false,
  };
  const identity = identityOf(context, now);
  const episode = episodeOf(context);
  for (const node of graph.nodes) {
    if (OWNERLESS.has(node.type)) continue;
    if (!subject.has(node)) collected.leaveOut('patient', node.type);
    else if (READERS[node.type] === undefined && !HEADERS.has(node.type))
      collected.leaveOut('unused', node.type);
  }
  for (const [type, read] of Object.entries(READERS))
    for (const node of graph.ofType(type)) if (subject.has(node)) read(node, context);
  if (document !== undefined && subject.has(document.node)) readSections(document, context);
  if (collected.count === 0) {
    const left = collected.finish().findings.find(({ code }) => code === 'R_FHIR_BAD');
    return left === undefined ? err('E_FHIR_EMPTY') : err('E_FHIR_UNREADABLE', { what: left.what });
  }
  const { facts, findings } = collected.finish();
  return ok({
    schema: 1,
    identity,
    episode,
    facts,
    reading: { adapter: 'fhir', url: '', title: title.slice(0, 500), readAt: now.toISOString(), findings },
  });
};

/**
 * A text (a file's, a paste) as a record. Errors: those of `openFhir`; E_FHIR_PATIENTS, E_FHIR_EMPTY (nothing that an
 * epicrisis says), E_FHIR_UNREADABLE (nothing that fits R4).
 */
export const readFhir = (text: string, options: FhirOptions): Result<ClinicalRecord> => {
  const opened = openFhir(text);
  return opened.ok ? recordOf(opened.value, options) : opened;
};
