/**
 * The check: what is missing, what has no source, what belongs to somebody else. The same rules for generated and for
 * hand-edited text, so they read the text alone and never trust how it came about.
 */
import { parseRun } from '../../record/run.ts';
import type { ClinicalRecord } from '../../record/schema.ts';
import { fold } from '../../record/text.ts';
import { type Plan, planEpicrisis } from '../plan.ts';
import { headerRules, sectionRules } from '../sections.ts';
import { documentText, type Epicrisis, type Finding, type Form } from '../types.ts';
import {
  type Excerpt,
  indexSources,
  unsupportedCodes,
  unsupportedDrugs,
  unsupportedNumbers,
} from './support.ts';

const NO_INSTITUTION = { hospitalName: '', signatureLine: '' };

const missingMusts = (plan: Plan): Finding[] => [
  ...sectionRules
    .filter(
      (r) => r.rule === 'must' && r.takes.length > 0 && (plan.sections.get(r.id)?.facts.length ?? 0) === 0,
    )
    .map(
      (r): Finding => ({
        code: 'C_MISSING_MUST',
        severity: 'warning',
        section: r.id,
        message: `La ficha no consigna: ${r.title.toLocaleLowerCase('es')}. Complételo en la ficha o agréguelo aquí.`,
      }),
    ),
  ...sectionRules.flatMap((r) => {
    const facts = plan.sections.get(r.id)?.facts ?? [];
    const lacking = facts.length === 0 ? [] : (r.each ?? []);
    return lacking
      .filter(({ kind }) => !facts.some((f) => f.fact.kind === kind))
      .map(
        ({ lead }): Finding => ({
          code: 'C_MISSING_MUST',
          severity: 'warning',
          section: r.id,
          message: `La ficha no consigna: ${lead.replace(': ', '').toLocaleLowerCase('es')}. Complételo en la ficha o agréguelo aquí.`,
        }),
      );
  }),
  ...headerRules
    .filter((r) => r.rule === 'must' && !plan.header.some((h) => h.id === r.id && h.text !== ''))
    .map(
      (r): Finding => ({
        code: 'C_MISSING_MUST',
        severity: 'warning',
        section: r.section,
        message: `La ficha no consigna: ${r.label === 'RUN' ? 'RUN' : r.label.toLocaleLowerCase('es')}. Complételo en la ficha o agréguelo aquí.`,
      }),
    ),
];

/** Entries that must appear, whole, and do not: compared without case, accents and white space, so that a hand may tidy. */
const missingFacts = (text: string, plan: Plan): Finding[] => {
  const folded = fold(text);
  return [...plan.sections.values()]
    .filter((s) => s.rule.id !== 'evolucion')
    .flatMap((s) =>
      s.facts
        .filter((f) => !folded.includes(fold(f.literal)))
        .map(
          (f): Finding => ({
            code: 'C_MISSING_FACT',
            severity: 'error',
            section: s.rule.id,
            factId: f.id,
            message: `Falta «${f.literal.slice(0, 200)}» (${s.rule.title.toLocaleLowerCase('es')}) tal como está en la ficha.`,
          }),
        ),
    );
};

const unsupported = (code: string, what: string, found: readonly Excerpt[]): Finding[] =>
  [...new Set(found.map((f) => f.text))].map((excerpt) => ({
    code,
    severity: 'error',
    message: `${what} «${excerpt}» no está en la ficha.`,
    excerpt,
  }));

const RUN_SHAPE = /\b\d{1,2}(?:\.\d{3}){2}\s?[-‐–]\s?[\dkK]\b|\b\d{7,8}[-‐–][\dkK]\b/gu;

/** Another person's RUN in the text: a document of two patients. */
const otherRuns = (text: string, record: ClinicalRecord): Finding[] => {
  const own = record.identity.run ? parseRun(record.identity.run.text) : null;
  const charted = new Set(record.facts.flatMap((f) => f.text.match(RUN_SHAPE) ?? []));
  return [...new Set(text.match(RUN_SHAPE) ?? [])].flatMap((found): Finding[] => {
    const run = parseRun(found);
    if (!run?.valid || (own && run.body === own.body)) return [];
    return [
      {
        code: 'C_OTHER_PATIENT',
        severity: 'error',
        message: `El RUN ${found} no es el del paciente${charted.has(found) ? ', aunque aparece en su ficha' : ''}. Verifique que el texto sea suyo.`,
        excerpt: found,
      },
    ];
  });
};

const chartFindings = (plan: Plan): Finding[] => {
  const { run } = plan.record.identity;
  const parsed = run ? parseRun(run.text) : null;
  return [
    ...(parsed && !parsed.valid
      ? [
          {
            code: 'C_RUN_INVALID',
            severity: 'warning' as const,
            section: 'identidad' as const,
            message: `El dígito verificador del RUN ${run?.text ?? ''} no corresponde. Revíselo en la ficha.`,
          },
        ]
      : []),
    ...plan.tooLong.map((factId) => ({
      code: 'C_NOTE_TOO_LONG',
      severity: 'warning' as const,
      section: 'evolucion' as const,
      factId,
      message:
        'Una nota de evolución tiene pasajes sin puntuación, demasiado largos para copiarlos enteros: quedaron fuera. Revísela.',
    })),
  ];
};

/**
 * The findings for a text as it stands, gravest first.
 * @param more texts of the institution (hospital name, signature) that the document may hold
 */
export const checkText = (
  text: string,
  record: ClinicalRecord,
  form: Form,
  more: readonly string[] = [],
): Finding[] => {
  const plan = planEpicrisis(record, form, NO_INSTITUTION);
  const sources = indexSources(record, more);
  return [
    ...otherRuns(text, record),
    ...missingFacts(text, plan),
    ...unsupported('C_UNSUPPORTED_CODE', 'El código', unsupportedCodes(text, sources)),
    ...unsupported('C_UNSUPPORTED_DRUG', 'El fármaco', unsupportedDrugs(text, sources)),
    ...unsupported('C_UNSUPPORTED_NUMBER', 'La cifra', unsupportedNumbers(text, sources)),
    ...chartFindings(plan),
    ...missingMusts(plan),
  ];
};

/** The findings of a document. */
export const checkDocument = (
  document: Epicrisis,
  record: ClinicalRecord,
  more: readonly string[] = [],
): Finding[] => checkText(documentText(document), record, document.form, more);
