/** Bundles of invented patients, for tests: typed by HL7's own R4 types, so that a test's resource is one. */
import type {
  Bundle,
  Condition,
  Encounter,
  FhirResource,
  MedicationRequest,
  Patient,
  Procedure,
} from 'fhir/r4';

export const ROLE = 'http://terminology.hl7.org/CodeSystem/diagnosis-role';
export const CIE10 = 'http://hl7.org/fhir/sid/icd-10';
export const ATC = 'http://www.whocc.no/atc';
const USE = 'http://terminology.hl7.org/CodeSystem/medicationrequest-category';

export const ana: Patient = {
  resourceType: 'Patient',
  id: 'ana',
  identifier: [
    { system: 'https://registrocivil.cl/run', value: '11.111.111-1' },
    { type: { coding: [{ code: 'MR' }] }, value: '778812' },
  ],
  name: [{ use: 'official', given: ['Ana', 'María'], family: 'Soto Vera' }],
  gender: 'female',
  birthDate: '1956-03-05',
};

export const stay: Encounter = {
  resourceType: 'Encounter',
  id: 'stay',
  status: 'finished',
  class: { code: 'IMP' },
  subject: { reference: 'Patient/ana' },
  period: { start: '2024-05-03T14:30:00-04:00', end: '2024-05-10T11:00:00-04:00' },
  serviceType: { text: 'Medicina Interna' },
  reasonCode: [{ text: 'Disnea de dos días' }],
  participant: [{ type: [{ coding: [{ code: 'ATND' }] }], individual: { display: 'Dra. Paula Rojas' } }],
  diagnosis: [
    { condition: { reference: 'Condition/tep' }, use: { coding: [{ system: ROLE, code: 'AD' }] } },
    { condition: { reference: 'Condition/tep' }, use: { coding: [{ system: ROLE, code: 'DD' }] } },
  ],
  hospitalization: { dischargeDisposition: { text: 'Domicilio' } },
  serviceProvider: { display: 'Hospital de Prueba' },
};

export const tep: Condition = {
  resourceType: 'Condition',
  id: 'tep',
  subject: { reference: 'Patient/ana' },
  encounter: { reference: 'Encounter/stay' },
  recordedDate: '2024-05-03',
  code: { text: 'TEP masivo', coding: [{ system: CIE10, code: 'I26.0', display: 'Embolia pulmonar' }] },
};

export const angio: Procedure = {
  resourceType: 'Procedure',
  id: 'angio',
  status: 'completed',
  subject: { reference: 'Patient/ana' },
  encounter: { reference: 'Encounter/stay' },
  performedDateTime: '2024-05-03',
  code: {
    coding: [{ system: 'http://hl7.org/fhir/sid/icd-9-cm', code: '88.42', display: 'Angio TC de tórax' }],
  },
};

/** A prescription; `category`: inpatient, discharge, community, outpatient. */
export const prescription = (
  id: string,
  category: string,
  text: string,
  more: Partial<MedicationRequest> = {},
): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  id,
  status: 'active',
  intent: 'order',
  category: [{ coding: [{ system: USE, code: category }] }],
  medicationCodeableConcept: { text },
  subject: { reference: 'Patient/ana' },
  encounter: { reference: 'Encounter/stay' },
  ...more,
});

export const bundle = (...resources: readonly FhirResource[]): Bundle => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
});
