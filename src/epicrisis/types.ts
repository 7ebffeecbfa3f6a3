/** The document: sections of segments, each segment a copy of a fact or prose, with the findings of the check. */
import { z } from 'zod';
import { FactId } from '../record/schema.ts';

/** párrafo: one paragraph; secciones: the sections of the law's table, each under its heading. */
export const Form = z.enum(['parrafo', 'secciones']);
export type Form = z.infer<typeof Form>;

export const SectionId = z.enum([
  'epicrisis', // the whole document, in the form by paragraph
  'identidad',
  'motivo',
  'dx_ingreso',
  'antecedentes',
  'habituales',
  'alergias',
  'procedimientos',
  'evolucion',
  'tratamiento',
  'dx_hospitalizacion',
  'examenes',
  'pendientes',
  'dx_alta',
  'condicion',
  'medicamentos_alta',
  'indicaciones',
  'alarma',
  'controles',
  'medico',
]);
export type SectionId = z.infer<typeof SectionId>;

/** A run of output text. `fact` is a copy of the fact `factId`; `prose` comes from the reviewed phrases. */
export const Segment = z.object({
  text: z.string(),
  kind: z.enum(['fact', 'prose']),
  factId: FactId.optional(),
});
export type Segment = z.infer<typeof Segment>;

/** The document's text is the concatenation of all segments of all sections, nothing added between. */
export const DocumentSection = z.object({
  id: SectionId,
  title: z.string(),
  loinc: z.string().optional(),
  segments: z.array(Segment),
});
export type DocumentSection = z.infer<typeof DocumentSection>;

/** An edit of the checked text that settles a finding: what stands from `start` to `end` gives way to `text`. The physician decides. */
export const Fix = z.object({
  kind: z.enum(['replace', 'insert', 'remove']),
  /** UTF-16 offsets in the text that was checked; equal for an insertion. */
  start: z.number().int().min(0),
  end: z.number().int().min(0),
  text: z.string(),
});
export type Fix = z.infer<typeof Fix>;

export const Finding = z.object({
  /** Stable, e.g. `C_MISSING_MUST`; `docs/guia-clinica.md` explains each. */
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  section: SectionId.optional(),
  factId: FactId.optional(),
  /** In Spanish, ready to show. */
  message: z.string(),
  /** The run of the text that it is about, if any. */
  excerpt: z.string().optional(),
  /** Where in the checked text the excerpt begins, in UTF-16 units. */
  at: z.number().int().min(0).optional(),
  /** The text says what the chart says and the doubt is the chart's own; absent where the text differs from the chart. */
  origin: z.literal('chart').optional(),
  fix: Fix.optional(),
});
export type Finding = z.infer<typeof Finding>;

export const Epicrisis = z.object({
  form: Form,
  sections: z.array(DocumentSection),
});
export type Epicrisis = z.infer<typeof Epicrisis>;

/** The document as plain text. */
export const documentText = (doc: Epicrisis): string =>
  doc.sections.map((s) => s.segments.map((g) => g.text).join('')).join('');
