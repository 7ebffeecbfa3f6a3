/** Whose resources they are: one patient, one stay. Everybody else's are left out and named. */
import { z } from 'zod';
import { parseRun, sameRun } from '../../record/run.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Collected } from './collected.ts';
import { type Identifier, type Period, Reference } from './datatypes.ts';
import type { Graph, Node } from './graph.ts';
import { Composition, Encounter, Patient } from './resources.ts';
import { wallTime, within } from './when.ts';

/** Where resources say whose they are and of which stay, whatever their type. */
const Bound = z.object({
  subject: Reference.optional().catch(undefined),
  patient: Reference.optional().catch(undefined),
  participant: z
    .array(z.object({ actor: Reference.optional() }).catch({}))
    .optional()
    .catch(undefined),
  encounter: Reference.optional().catch(undefined),
  context: z
    .union([Reference, z.object({ encounter: z.array(Reference).optional() })])
    .optional()
    .catch(undefined),
});

/** Asked of each resource several times over. */
const parsed = new WeakMap<Node, z.infer<typeof Bound> | undefined>();
const boundOf = (node: Node): z.infer<typeof Bound> | undefined => {
  if (!parsed.has(node)) parsed.set(node, Bound.safeParse(node.resource).data);
  return parsed.get(node);
};

const patientOf = (node: Node): Reference | undefined => {
  const bound = boundOf(node);
  const actor = bound?.participant?.find((one) =>
    /(?:^|\/)Patient\//.test(one.actor?.reference ?? ''),
  )?.actor;
  return bound?.subject ?? bound?.patient ?? actor;
};

const encounterOf = (node: Node): string | undefined => {
  const bound = boundOf(node);
  const { context } = bound ?? {};
  if (bound?.encounter?.reference !== undefined) return bound.encounter.reference;
  if (context === undefined) return undefined;
  if ('encounter' in context) return context.encounter?.[0]?.reference;
  return 'reference' in context ? context.reference : undefined;
};

/** The RUN among a patient's identifiers: by its system or type, else whatever is a valid RUN. */
export const runOf = (identifiers: readonly z.infer<typeof Identifier>[] = []): string | undefined => {
  const named = identifiers.find(
    ({ system = '', type, value }) =>
      value !== undefined &&
      parseRun(value) !== null &&
      /\brun\b|\brut\b|registrocivil|NNCH?L/i.test(
        `${system} ${type?.text ?? ''} ${type?.coding?.map((c) => `${c.code} ${c.display}`).join(' ') ?? ''}`,
      ),
  );
  return named?.value ?? identifiers.find(({ value = '' }) => parseRun(value)?.valid === true)?.value;
};

export interface Subject {
  readonly node: Node | undefined;
  readonly patient: Patient | undefined;
  /** Is this resource the patient's? Resources that have no patient (a medication, a ward) are nobody else's. */
  has(node: Node): boolean;
}

const HEADED = ['Composition'];

/**
 * The patient: the one with the RUN given, else the document's subject, else the only one, else the one that more than half
 * of the resources are about. Errors: E_FHIR_PATIENTS (several, and nothing says which), E_FHIR_PATIENT (none has that RUN).
 */
export const subjectOf = (graph: Graph, wantedRun: string | undefined): Result<Subject> => {
  const votes = new Map<string, number>();
  let referring = 0;
  for (const node of graph.nodes) {
    const name = graph.nameOf(patientOf(node)?.reference);
    if (name === undefined || (!name.includes('Patient') && graph.at(name)?.type !== 'Patient')) continue;
    referring += 1;
    votes.set(name, (votes.get(name) ?? 0) + 1);
  }
  const patients = graph.ofType('Patient');
  const names = new Set([...patients.map((p) => p.reference), ...votes.keys()]);
  const headed = graph.nodes.find((n) => HEADED.includes(n.type));
  const ofRun =
    wantedRun === undefined
      ? undefined
      : patients.find((p) => sameRun(runOf(Patient.safeParse(p.resource).data?.identifier) ?? '', wantedRun));
  const top = [...votes].toSorted((a, b) => b[1] - a[1])[0];
  const chosen =
    ofRun?.reference ??
    graph.nameOf(headed && patientOf(headed)?.reference) ??
    (names.size === 1 ? [...names][0] : undefined) ??
    (top !== undefined && top[1] * 2 > referring ? top[0] : undefined);
  if (chosen === undefined && names.size > 1) return err('E_FHIR_PATIENTS', { n: names.size });
  const node = chosen === undefined ? undefined : graph.at(chosen);
  const patient = node === undefined ? undefined : graph.read(Patient, node);
  const run = runOf(patient?.identifier);
  return ok({
    node,
    patient,
    has: (one) => {
      if (one.type === 'Patient') return one.reference === chosen;
      const said = patientOf(one);
      if (said?.reference !== undefined) return graph.nameOf(said.reference) === chosen;
      const logical = said?.identifier?.value;
      if (logical !== undefined && run !== undefined && parseRun(logical) !== null)
        return sameRun(logical, run);
      return OWNERLESS.has(one.type) || names.size <= 1;
    },
  });
};

/** Resources that are nobody's: they are read only where another one leads to them. */
export const OWNERLESS: ReadonlySet<string> = new Set([
  ...['Organization', 'Practitioner', 'PractitionerRole', 'Location', 'Medication', 'Substance', 'Binary'],
  ...['Device', 'HealthcareService', 'OperationOutcome', 'Provenance', 'Parameters', 'Subscription'],
]);

export interface Stay {
  readonly node: Node | undefined;
  readonly encounter: Encounter | undefined;
  /** Where a resource stands to the stay; `within` too where nothing says otherwise. */
  place(node: Node, at: string | undefined): 'within' | 'before' | 'other';
  /** The resource itself says that it belongs to the stay. */
  says(node: Node): boolean;
}

const INPATIENT = ['IMP', 'ACUTE', 'NONAC', 'OBSENC', 'SS'];
const ACTIVE = ['in-progress', 'onleave', 'arrived', 'triaged'];

/** The stay: the document's encounter, else an inpatient one before others, one that goes on before one that has ended, the latest. */
export const stayOf = (graph: Graph, subject: Subject, collected: Collected, timeZone: string): Stay => {
  const known = graph
    .ofType('Encounter')
    .filter((node) => subject.has(node))
    .flatMap((node) => {
      const encounter = graph.read(Encounter, node);
      if (encounter === undefined) return [];
      if (encounter.status === 'entered-in-error' || encounter.status === 'cancelled') {
        collected.leaveOut('status', `Encounter ${encounter.status}`);
        return [];
      }
      return [{ node, encounter }];
    });
  const byName = new Map(known.map((one) => [one.node.reference, one]));
  const rank = ({ encounter }: (typeof known)[number]): string =>
    [
      INPATIENT.includes(encounter.class?.code ?? '') ? 1 : 0,
      ACTIVE.includes(encounter.status ?? '') ? 1 : 0,
      wallTime(encounter.period?.start, timeZone) ?? '',
    ].join('|');
  const headed = graph.ofType('Composition').find((n) => subject.has(n));
  const document = headed && Composition.safeParse(headed.resource).data?.encounter?.reference;
  const best = known.toSorted((a, b) => (rank(a) < rank(b) ? 1 : -1))[0];
  const first = byName.get(graph.nameOf(document) ?? '') ?? best;
  // A bed's or a ward's encounter is part of the stay's.
  const above = first && byName.get(graph.nameOf(first.encounter.partOf?.reference) ?? '');
  const chosen = above ?? first;
  const parts = new Set(chosen === undefined ? [] : [chosen.node.reference]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { node, encounter } of known) {
      const whole = graph.nameOf(encounter.partOf?.reference);
      if (whole === undefined || !parts.has(whole) || parts.has(node.reference)) continue;
      parts.add(node.reference);
      grown = true;
    }
  }
  for (const { node } of known) if (!parts.has(node.reference)) collected.leaveOut('encounter', 'Encounter');
  const period = chosen?.encounter.period;
  const span: z.infer<typeof Period> = {
    start: wallTime(period?.start, timeZone),
    end: wallTime(period?.end, timeZone),
  };
  const named = (node: Node): string | undefined => graph.nameOf(encounterOf(node));
  return {
    node: chosen?.node,
    encounter: chosen?.encounter,
    says: (node) => parts.has(named(node) ?? ''),
    place: (node, at) => {
      if (chosen === undefined) return 'within';
      const name = named(node);
      if (name !== undefined && parts.has(name)) return 'within';
      const when = within(wallTime(at, timeZone), span);
      if (name !== undefined) return when === 'before' ? 'before' : 'other';
      return when === 'before' ? 'before' : when === 'after' ? 'other' : 'within';
    },
  };
};
