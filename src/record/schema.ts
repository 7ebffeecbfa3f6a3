/**
 * The record: what the chart says and nothing else. Every fact keeps the words as charted and the place they were read
 * from; everything downstream copies from here. Parsed by zod wherever it crosses a border (page, message, file).
 */
import { z } from 'zod';

/** When in the stay a fact holds. */
export const Moment = z.enum(['ingreso', 'intrahospitalario', 'alta', 'habitual']);
export type Moment = z.infer<typeof Moment>;

export const FactKind = z.enum([
  'reason', // motivo de ingreso
  'diagnosis', // moment ingreso or alta (or intrahospitalario)
  'antecedent', // antecedentes mórbidos, quirúrgicos, ...
  'allergy', // alergias / RAM; "Niega alergias" is charted text too
  'procedure',
  'drug', // moment habitual, intrahospitalario or alta; non-drug treatment ("Dieta absoluta") is charted here too
  'note', // evolution note, one fact a note
  'exam',
  'pending', // exámenes pendientes
  'condition', // condición al alta
  'destination', // destino al alta
  'instruction', // indicaciones al alta
  'alarm', // signos de alarma
  'control', // controles
]);
export type FactKind = z.infer<typeof FactKind>;

/** A code's system comes from the field that it was charted in, never from its shape alone: K521 is not K52.1. */
export const CodeSystem = z.enum(['cie10', 'cie9mc', 'k', 'fonasa', 'atc', 'loinc', 'otro']);
export type CodeSystem = z.infer<typeof CodeSystem>;

/** Where a fact was read. `locator` is opaque to all but `src/ehr`, which made it and can find the element again. */
export const Source = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('page'),
    locator: z.string().max(4000),
    label: z.string().max(300),
    /** CSS, with `>>>` into open shadow roots and frames of the same origin; for people and tests, `locator` finds the element. */
    selector: z.string().max(4000).optional(),
    /** The selector of the frame that it stands in, `top` for the page itself. */
    frame: z.string().max(4000).optional(),
    /** As the fact's; 1 where an adapter read it. */
    confidence: z.number().min(0).max(1).optional(),
    /** What the confidence rests on, in Spanish. */
    why: z.string().max(200).optional(),
  }),
  z.object({ type: z.literal('fhir'), reference: z.string().max(500) }),
  z.object({ type: z.literal('data'), path: z.string().max(200) }),
  z.object({ type: z.literal('typed') }),
]);
export type Source = z.infer<typeof Source>;

export const FactId = z.string().min(1).max(80).brand<'FactId'>();
export type FactId = z.infer<typeof FactId>;

/** One entry as charted. `text` is verbatim (white space collapsed, no control or zero-width characters). */
export const Fact = z.object({
  id: FactId,
  kind: FactKind,
  moment: Moment,
  text: z.string().min(1).max(2_100_000),
  code: z.string().max(40).optional(),
  system: CodeSystem.optional(),
  /** Who gave the code where the chart did not: the physician, by choosing it in the panel. Absent: charted. */
  codedBy: z.literal('physician').optional(),
  /** As charted; `record/dates.ts` reads it. */
  date: z.string().max(40).optional(),
  /** Who wrote it (notes). */
  author: z.string().max(120).optional(),
  /** How sure the reader is, 0..1; below 0.6 the physician is asked to confirm. Absent: an adapter read it. */
  confidence: z.number().min(0).max(1).optional(),
  source: Source,
  /** Where else the same is stated: the page and a FHIR resource, several administrations of one drug. */
  also: z.array(Source).max(20).optional(),
});
export type Fact = z.infer<typeof Fact>;

/** A single value of the header (a name, a date, a service) with its source. */
export const Charted = z.object({ text: z.string().min(1).max(500), source: Source });
export type Charted = z.infer<typeof Charted>;

export const Sex = z.enum(['f', 'm']);
export type Sex = z.infer<typeof Sex>;

export const AgeUnit = z.enum(['horas', 'días', 'meses', 'años']);
export const Age = z.object({ value: z.number().int().min(0).max(130), unit: AgeUnit });
export type Age = z.infer<typeof Age>;

export const Identity = z.object({
  name: Charted.optional(),
  run: Charted.optional(),
  ficha: Charted.optional(),
  birthDate: Charted.optional(),
  /** As charted ("68 años", "4 meses"); `parsedAge` only for choosing words. */
  age: Charted.optional(),
  parsedAge: Age.optional(),
  sex: Sex.optional(),
});
export type Identity = z.infer<typeof Identity>;

export const Episode = z.object({
  hospital: Charted.optional(),
  service: Charted.optional(),
  bed: Charted.optional(),
  admission: Charted.optional(),
  discharge: Charted.optional(),
  physician: Charted.optional(),
});
export type Episode = z.infer<typeof Episode>;

/** What the reading did not find, or found in a doubtful way: shown, never skipped in silence. Codes `R_*` are stable. */
export const ReadFinding = z.object({
  code: z.enum([
    'R_NOT_FOUND', // a place that the adapter names matched nothing
    'R_FEWER', // fewer than expected
    'R_UNSURE', // read by the generic reader with low confidence
    'R_TRUNCATED', // longer than can be taken
    'R_FRAME_BLOCKED', // a cross-origin frame that cannot be read
    'R_MOJIBAKE', // text with broken encoding, kept as charted
    'R_CODE_SHAPE', // a code that does not look like its field's system
    'R_BAD_ADAPTER', // an adapter of the settings or the institution that cannot be used; the others went on
    'R_RUN_INVALID', // the RUN's check digit does not match
    'R_FHIR_BAD', // a resource, or an element of it, that could not be read
    'R_FHIR_REFERENCE', // a reference to a resource that is not there
    'R_FHIR_PATIENT', // resources of other patients, left out
    'R_FHIR_ENCOUNTER', // resources of other stays, left out
    'R_FHIR_STATUS', // refuted, cancelled, not done, charted in error: left out
    'R_FHIR_UNUSED', // sound resources that an epicrisis does not tell
    'R_FHIR_DIFFERS', // the page and the FHIR resources say different things; the page's is kept
  ]),
  what: z.string().max(300),
  expected: z.number().int().optional(),
  found: z.number().int().optional(),
});
export type ReadFinding = z.infer<typeof ReadFinding>;

export const ClinicalRecord = z.object({
  schema: z.literal(1),
  identity: Identity,
  episode: Episode,
  facts: z.array(Fact).max(10_000),
  reading: z.object({
    adapter: z.string().max(80),
    url: z.string().max(4000),
    title: z.string().max(500),
    /** ISO 8601. */
    readAt: z.string().max(40),
    findings: z.array(ReadFinding),
  }),
});
export type ClinicalRecord = z.infer<typeof ClinicalRecord>;
