/** One patient's chart as OpenMRS's REST and FHIR answers give it, in the shapes that the O3 front end's own types name. */
import type { BedPatient } from '../patients.ts';
import { uuidOf, WELL_KNOWN } from './ids.ts';

/** With the zone that OpenMRS writes. */
const instant = (local: string): string => `${local.length === 10 ? `${local}T12:00:00` : local}.000-0300`;
const fhirInstant = (local: string): string => `${local.length === 10 ? `${local}T12:00:00` : local}-03:00`;

export const ref = (display: string, kind = 'concept') => ({ uuid: uuidOf(kind, display), display });
const person = (name: string) => ({ uuid: uuidOf('person', name), display: name });
const provider = (name: string) => ({ ...ref(name, 'provider'), person: person(name) });

export const patientUuid = (patient: BedPatient): string => uuidOf('patient', patient.run);
const patientRef = (patient: BedPatient) => ({
  uuid: patientUuid(patient),
  display: `${patient.run} - ${patient.name}`,
});

const entryOf = (resource: object) => ({ resource });
export const bundle = (resources: readonly object[]) => ({
  resourceType: 'Bundle',
  id: uuidOf('bundle', resources.length),
  meta: { lastUpdated: '2026-11-22T10:00:00.000-03:00' },
  type: 'searchset',
  total: resources.length,
  entry: resources.map(entryOf),
});
export const results = (all: readonly object[]) => ({ results: all, totalCount: all.length, links: [] });

export const fhirPatient = (patient: BedPatient) => ({
  resourceType: 'Patient',
  id: patientUuid(patient),
  active: true,
  deceasedBoolean: false,
  gender: patient.sex === 'F' ? 'female' : 'male',
  birthDate: patient.birthDate,
  name: [
    {
      id: uuidOf('name', patient.run),
      use: 'usual',
      text: patient.name,
      family: patient.family,
      given: patient.given.split(' '),
    },
  ],
  identifier: [
    {
      id: uuidOf('identifier', patient.run),
      use: 'official',
      type: { coding: [{ code: uuidOf('identifier type', 'RUN') }], text: 'RUN' },
      value: patient.run,
    },
  ],
  address: [{ id: uuidOf('address', patient.run), use: 'home', city: patient.city, country: 'Chile' }],
  telecom: [],
});

export const restPerson = (patient: BedPatient) => ({
  uuid: patientUuid(patient),
  display: patient.name,
  gender: patient.sex,
  age: 0,
  birthdate: instant(patient.birthDate),
  dead: false,
  deathDate: null,
  causeOfDeath: null,
  causeOfDeathNonCoded: null,
  attributes: [],
  personName: {
    display: patient.name,
    givenName: patient.given,
    middleName: null,
    familyName: patient.family,
  },
  addresses: [{ cityVillage: patient.city, country: 'Chile', preferred: true }],
});

export const restPatient = (patient: BedPatient) => ({
  ...patientRef(patient),
  patientId: 1,
  identifiers: [
    {
      uuid: uuidOf('identifier', patient.run),
      display: `RUN = ${patient.run}`,
      identifier: patient.run,
      identifierType: ref('RUN', 'identifier type'),
      location: ref('Hospital', 'location'),
      preferred: true,
    },
  ],
  person: restPerson(patient),
  attributes: [],
});

export const conditions = (patient: BedPatient) =>
  patient.history.map((one) => ({
    resourceType: 'Condition',
    id: uuidOf('condition', patient.run, one.name),
    clinicalStatus: {
      coding: [{ code: one.active ? 'active' : 'inactive', display: one.active ? 'Active' : 'Inactive' }],
      display: one.active ? 'Active' : 'Inactive',
    },
    code: { coding: [{ code: uuidOf('concept', one.name), display: one.name }], text: one.name },
    onsetDateTime: fhirInstant(one.onset),
    recordedDate: fhirInstant(one.onset),
    recorder: {
      display: patient.physician,
      reference: `Practitioner/${uuidOf('provider', patient.physician)}`,
    },
    subject: { reference: `Patient/${patientUuid(patient)}`, display: patient.name, type: 'Patient' },
  }));

export const allergies = (patient: BedPatient) =>
  patient.allergies.map((one) => ({
    resourceType: 'AllergyIntolerance',
    id: uuidOf('allergy', patient.run, one.substance),
    meta: { lastUpdated: fhirInstant(one.recorded) },
    clinicalStatus: { coding: [{ code: 'active', display: 'Active' }] },
    criticality: one.severity === 'severe' ? 'high' : 'low',
    category: ['medication'],
    code: {
      coding: [{ code: uuidOf('concept', one.substance), display: one.substance }],
      text: one.substance,
    },
    recordedDate: fhirInstant(one.recorded),
    recorder: { display: patient.physician, type: 'Practitioner' },
    patient: { reference: `Patient/${patientUuid(patient)}` },
    reaction: [
      {
        substance: { coding: [{ code: uuidOf('concept', one.substance) }], text: one.substance },
        manifestation: [{ coding: [{ code: uuidOf('concept', one.reaction) }], text: one.reaction }],
        severity: one.severity,
      },
    ],
  }));

export const drugOrders = (patient: BedPatient) =>
  patient.drugs.map((one, i) => ({
    uuid: uuidOf('order', patient.run, one.name),
    orderNumber: `ORD-${i + 1}`,
    accessionNumber: null,
    patient: patientRef(patient),
    action: 'NEW',
    type: 'drugorder',
    careSetting: ref('Outpatient', 'care setting'),
    previousOrder: null,
    dateActivated: instant(one.started),
    scheduledDate: null,
    dateStopped: null,
    autoExpireDate: null,
    orderType: { uuid: WELL_KNOWN.drugOrder, display: 'Drug Order' },
    encounter: { ...ref('Visit Note', 'encounter'), visit: { uuid: visitUuid(patient) } },
    orderer: provider(patient.physician),
    orderReason: null,
    orderReasonNonCoded: null,
    urgency: 'ROUTINE',
    instructions: null,
    commentToFulfiller: null,
    fulfillerStatus: null,
    drug: {
      ...ref(one.name, 'drug'),
      name: one.name,
      strength: one.strength,
      dosageForm: ref(one.form),
      concept: ref(one.name),
    },
    concept: ref(one.name),
    dose: one.dose,
    doseUnits: ref(one.unit),
    frequency: ref(one.frequency, 'frequency'),
    asNeeded: false,
    asNeededCondition: null,
    quantity: null,
    quantityUnits: null,
    numRefills: null,
    dosingInstructions: null,
    dosingType: 'org.openmrs.SimpleDosingInstructions',
    duration: one.days,
    durationUnits: one.days === null ? null : ref('Día(s)'),
    route: ref(one.route),
    brandName: null,
    dispenseAsWritten: false,
  }));

const visitUuid = (patient: BedPatient): string => uuidOf('visit', patient.run);

/** What a visit note posts, and what the server keeps of it. */
export interface SavedNote {
  readonly date: string;
  readonly author: string;
  readonly text: string;
}

/** Visit notes; the visit's diagnoses belong to the first. */
export const encounters = (patient: BedPatient, saved: readonly SavedNote[] = []) =>
  [...patient.notes, ...saved].map((note, i) => {
    const uuid = uuidOf('encounter', patient.run, i);
    return {
      uuid,
      display: `Nota de visita ${note.date}`,
      encounterDatetime: instant(note.date),
      patient: patientRef(patient),
      location: ref(patient.service, 'location'),
      form: { ...ref('Nota de visita', 'form'), name: 'Nota de visita', resources: [] },
      encounterType: {
        uuid: WELL_KNOWN.visitNote,
        display: 'Nota de visita',
        viewPrivilege: null,
        editPrivilege: null,
      },
      visit: {
        uuid: visitUuid(patient),
        display: 'Hospitalización',
        visitType: ref('Hospitalización', 'visit type'),
        startDatetime: instant(patient.admitted),
        stopDatetime: null,
      },
      encounterProviders: [
        {
          uuid: uuidOf('encounter provider', patient.run, i),
          display: `${note.author}: Médico`,
          encounterRole: { uuid: WELL_KNOWN.clinician, display: 'Médico' },
          provider: provider(note.author),
        },
      ],
      orders: [],
      diagnoses: i === 0 ? diagnosesOf(patient) : [],
      obs: [
        {
          uuid: uuidOf('obs', patient.run, i),
          display: `Nota: ${note.text}`,
          concept: {
            uuid: WELL_KNOWN.noteText,
            display: 'Text of encounter note',
            conceptClass: ref('Misc', 'class'),
          },
          value: note.text,
          obsDatetime: instant(note.date),
          groupMembers: null,
        },
      ],
    };
  });

const diagnosesOf = (patient: BedPatient) =>
  patient.diagnoses.map((one) => ({
    uuid: uuidOf('diagnosis', patient.run, one.name),
    display: one.name,
    rank: one.main ? 1 : 2,
    certainty: 'CONFIRMED',
    voided: false,
    diagnosis: { coded: ref(one.name), nonCoded: null },
  }));

export const visit = (patient: BedPatient, saved: readonly SavedNote[] = []) => ({
  uuid: visitUuid(patient),
  display: `Hospitalización @ ${patient.service}`,
  voided: false,
  indication: null,
  patient: patientRef(patient),
  visitType: { ...ref('Hospitalización', 'visit type'), name: 'Hospitalización' },
  location: { ...ref(patient.service, 'location'), name: patient.service },
  startDatetime: instant(patient.admitted),
  stopDatetime: null,
  attributes: [],
  encounters: encounters(patient, saved).map((one, i) => ({
    ...one,
    orders: i === 0 ? drugOrders(patient) : [],
  })),
});

export const PROCEDURE = uuidOf('concept', 'Procedimiento');

/** Observations of the concept "Procedimiento", as the generic patient widget lists them, with their encounters. */
export const procedures = (patient: BedPatient) =>
  patient.procedures.flatMap((one, i) => {
    const encounter = uuidOf('procedure encounter', patient.run, i);
    return [
      {
        resourceType: 'Observation',
        id: uuidOf('procedure', patient.run, i),
        status: 'final',
        code: { coding: [{ code: PROCEDURE, display: 'Procedimiento' }] },
        subject: { reference: `Patient/${patientUuid(patient)}` },
        encounter: { reference: `Encounter/${encounter}`, type: 'Encounter' },
        effectiveDateTime: fhirInstant(one.date),
        valueCodeableConcept: { coding: [{ code: uuidOf('concept', one.name), display: one.name }] },
      },
      {
        resourceType: 'Encounter',
        id: encounter,
        status: 'unknown',
        type: [{ coding: [{ code: WELL_KNOWN.visitNote, display: 'Nota de visita' }] }],
      },
    ];
  });
