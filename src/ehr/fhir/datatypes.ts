/** The FHIR R4 data types that are read, as far as they are read: what is not named here is let pass unseen. */
import { z } from 'zod';

/** Longest text of one element; a document of forty printed pages, in base64, fits several times. */
const LONG = 2_000_000;
const Id = z.string().max(1000);
const Words = z.string().max(LONG);

export const Coding = z.object({
  system: Id.optional(),
  code: Id.optional(),
  display: Words.optional(),
  userSelected: z.boolean().optional(),
});
export type Coding = z.infer<typeof Coding>;

export const Concept = z.object({ coding: z.array(Coding).max(100).optional(), text: Words.optional() });
export type Concept = z.infer<typeof Concept>;

export const Identifier = z.object({
  system: Id.optional(),
  value: Id.optional(),
  type: Concept.optional(),
  use: z.string().optional(),
});
export type Identifier = z.infer<typeof Identifier>;

export const Reference = z.object({
  reference: Id.optional(),
  display: Words.optional(),
  identifier: Identifier.optional(),
});
export type Reference = z.infer<typeof Reference>;

export const Period = z.object({ start: z.string().optional(), end: z.string().optional() });

export const Quantity = z.object({
  value: z.number().optional(),
  comparator: z.string().max(4).optional(),
  unit: Id.optional(),
  code: Id.optional(),
});
export type Quantity = z.infer<typeof Quantity>;

export const Range = z.object({ low: Quantity.optional(), high: Quantity.optional() });
export const Ratio = z.object({ numerator: Quantity.optional(), denominator: Quantity.optional() });

/** In FHIR's JSON a list of plain values may hold null where only an extension stands. */
const Strings = z.array(z.string().nullable());

export const HumanName = z.object({
  use: z.string().optional(),
  text: Words.optional(),
  family: Words.optional(),
  given: Strings.optional(),
  prefix: Strings.optional(),
});
export type HumanName = z.infer<typeof HumanName>;

export const Annotation = z.object({ text: Words.optional() });

export const Narrative = z.object({ div: Words.optional() });

const Repeat = z.object({
  frequency: z.number().optional(),
  frequencyMax: z.number().optional(),
  period: z.number().optional(),
  periodMax: z.number().optional(),
  periodUnit: z.string().optional(),
  boundsDuration: Quantity.optional(),
  when: z.array(z.string()).optional(),
  timeOfDay: z.array(z.string()).optional(),
  dayOfWeek: z.array(z.string()).optional(),
  count: z.number().optional(),
});
export type Repeat = z.infer<typeof Repeat>;

export const Timing = z.object({ code: Concept.optional(), repeat: Repeat.optional() });

const DoseAndRate = z.object({
  doseQuantity: Quantity.optional(),
  doseRange: Range.optional(),
  rateQuantity: Quantity.optional(),
  rateRange: Range.optional(),
  rateRatio: Ratio.optional(),
});
export type DoseAndRate = z.infer<typeof DoseAndRate>;

export const Dosage = z.object({
  sequence: z.number().optional(),
  text: Words.optional(),
  patientInstruction: Words.optional(),
  additionalInstruction: z.array(Concept).optional(),
  timing: Timing.optional(),
  asNeededBoolean: z.boolean().optional(),
  asNeededCodeableConcept: Concept.optional(),
  route: Concept.optional(),
  doseAndRate: z.array(DoseAndRate).optional(),
  maxDosePerPeriod: z.unknown().optional(),
  maxDosePerAdministration: z.unknown().optional(),
});
export type Dosage = z.infer<typeof Dosage>;

export const Attachment = z.object({
  contentType: Id.optional(),
  data: z.string().optional(),
  url: Id.optional(),
  title: Words.optional(),
});
export type Attachment = z.infer<typeof Attachment>;
