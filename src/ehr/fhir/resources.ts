/**
 * The FHIR R4 resources that are read. One that does not fit is left out whole and named: a half-read one could lose the
 * very field that says «refuted» or «not done».
 */
import { z } from 'zod';
import {
  Annotation,
  Attachment,
  Concept,
  Dosage,
  HumanName,
  Identifier,
  Narrative,
  Period,
  Quantity,
  Range,
  Ratio,
  Reference,
} from './datatypes.ts';

const When = z.string().max(60);
const Status = z.string().max(60);
const Who = Reference.optional();
const contained = z.array(z.looseObject({ resourceType: z.string(), id: z.string().optional() })).optional();

export const Patient = z.object({
  name: z.array(HumanName).optional(),
  identifier: z.array(Identifier).optional(),
  gender: z.string().optional(),
  birthDate: When.optional(),
});
export type Patient = z.infer<typeof Patient>;

export const Encounter = z.object({
  status: Status.optional(),
  class: z.object({ code: z.string().optional() }).optional(),
  subject: Who,
  partOf: Who,
  period: Period.optional(),
  serviceType: Concept.optional(),
  reasonCode: z.array(Concept).optional(),
  reasonReference: z.array(Reference).optional(),
  diagnosis: z
    .array(z.object({ condition: Reference, use: Concept.optional(), rank: z.number().optional() }))
    .optional(),
  participant: z.array(z.object({ type: z.array(Concept).optional(), individual: Who })).optional(),
  location: z
    .array(z.object({ location: Reference, status: z.string().optional(), physicalType: Concept.optional() }))
    .optional(),
  hospitalization: z.object({ dischargeDisposition: Concept.optional() }).optional(),
  serviceProvider: Who,
});
export type Encounter = z.infer<typeof Encounter>;

export const Condition = z.object({
  clinicalStatus: Concept.optional(),
  verificationStatus: Concept.optional(),
  category: z.array(Concept).optional(),
  code: Concept.optional(),
  subject: Who,
  encounter: Who,
  onsetDateTime: When.optional(),
  recordedDate: When.optional(),
});

export const Procedure = z.object({
  status: Status,
  code: Concept.optional(),
  subject: Who,
  encounter: Who,
  performedDateTime: When.optional(),
  performedPeriod: Period.optional(),
  performedString: z.string().optional(),
});

const medication = { medicationCodeableConcept: Concept.optional(), medicationReference: Who, contained };

export const MedicationRequest = z.object({
  ...medication,
  status: Status,
  intent: z.string(),
  category: z.array(Concept).optional(),
  doNotPerform: z.boolean().optional(),
  subject: Who,
  encounter: Who,
  authoredOn: When.optional(),
  dosageInstruction: z.array(Dosage).optional(),
});

export const MedicationAdministration = z.object({
  ...medication,
  status: Status,
  subject: Who,
  context: Who,
  effectiveDateTime: When.optional(),
  effectivePeriod: Period.optional(),
  dosage: z
    .object({
      text: z.string().optional(),
      route: Concept.optional(),
      dose: Quantity.optional(),
      rateRatio: Ratio.optional(),
      rateQuantity: Quantity.optional(),
    })
    .optional(),
});

export const MedicationStatement = z.object({
  ...medication,
  status: Status,
  category: Concept.optional(),
  subject: Who,
  context: Who,
  effectiveDateTime: When.optional(),
  effectivePeriod: Period.optional(),
  dosage: z.array(Dosage).optional(),
});

export const Medication = z.object({ code: Concept.optional() });

export const AllergyIntolerance = z.object({
  clinicalStatus: Concept.optional(),
  verificationStatus: Concept.optional(),
  code: Concept.optional(),
  patient: Who,
  recordedDate: When.optional(),
  reaction: z
    .array(
      z.object({
        substance: Concept.optional(),
        manifestation: z.array(Concept).optional(),
        description: z.string().optional(),
      }),
    )
    .optional(),
});

const value = {
  valueQuantity: Quantity.optional(),
  valueCodeableConcept: Concept.optional(),
  valueString: z.string().optional(),
  valueBoolean: z.boolean().optional(),
  valueInteger: z.number().optional(),
  valueRange: Range.optional(),
  valueRatio: Ratio.optional(),
  valueDateTime: When.optional(),
  dataAbsentReason: Concept.optional(),
};
export const Value = z.object(value);
export type Value = z.infer<typeof Value>;

export const Observation = z.object({
  ...value,
  status: Status,
  category: z.array(Concept).optional(),
  code: Concept,
  subject: Who,
  encounter: Who,
  effectiveDateTime: When.optional(),
  effectivePeriod: Period.optional(),
  effectiveInstant: When.optional(),
  issued: When.optional(),
  component: z.array(z.object({ ...value, code: Concept })).optional(),
  hasMember: z.array(Reference).optional(),
});
export type Observation = z.infer<typeof Observation>;

export const DiagnosticReport = z.object({
  status: Status,
  code: Concept,
  subject: Who,
  encounter: Who,
  effectiveDateTime: When.optional(),
  effectivePeriod: Period.optional(),
  issued: When.optional(),
  result: z.array(Reference).optional(),
  conclusion: z.string().optional(),
  conclusionCode: z.array(Concept).optional(),
  presentedForm: z.array(Attachment).optional(),
});

export const DocumentReference = z.object({
  status: Status,
  docStatus: Status.optional(),
  type: Concept.optional(),
  subject: Who,
  date: When.optional(),
  author: z.array(Reference).optional(),
  description: z.string().optional(),
  content: z.array(z.object({ attachment: Attachment })).optional(),
  context: z.object({ encounter: z.array(Reference).optional(), period: Period.optional() }).optional(),
});

/** What a server says beside the resources that it found. */
export const OperationOutcome = z.object({
  issue: z.array(z.object({ code: z.string().optional(), diagnostics: z.string().optional() })),
});

export const Binary = z.object({ contentType: z.string().optional(), data: z.string().optional() });

export const CarePlan = z.object({
  status: Status,
  intent: z.string().optional(),
  subject: Who,
  encounter: Who,
  title: z.string().optional(),
  description: z.string().optional(),
  period: Period.optional(),
  note: z.array(Annotation).optional(),
  activity: z
    .array(
      z.object({
        reference: Who,
        detail: z
          .object({
            status: Status.optional(),
            doNotPerform: z.boolean().optional(),
            code: Concept.optional(),
            description: z.string().optional(),
          })
          .optional(),
      }),
    )
    .optional(),
});

export const Appointment = z.object({
  status: Status,
  description: z.string().optional(),
  patientInstruction: z.string().optional(),
  serviceType: z.array(Concept).optional(),
  specialty: z.array(Concept).optional(),
  appointmentType: Concept.optional(),
  start: When.optional(),
  requestedPeriod: z.array(Period).optional(),
  participant: z.array(z.object({ actor: Who })).optional(),
});

export interface Section {
  title?: string | undefined;
  code?: Concept | undefined;
  text?: z.infer<typeof Narrative> | undefined;
  entry?: Reference[] | undefined;
  emptyReason?: Concept | undefined;
  section?: Section[] | undefined;
}
const Section: z.ZodType<Section> = z.object({
  title: z.string().optional(),
  code: Concept.optional(),
  text: Narrative.optional(),
  entry: z.array(Reference).optional(),
  emptyReason: Concept.optional(),
  get section() {
    return z.array(Section).optional();
  },
});

export const Composition = z.object({
  status: Status,
  type: Concept.optional(),
  subject: Who,
  encounter: Who,
  date: When.optional(),
  section: z.array(Section).optional(),
});
