/**
 * What the chart itself says that can hardly be: a code of the other sex or another age, days in the wrong order, sides that disagree, a
 * name that is not its code's. The text copies it all the same; the physician looks at the chart. Sources: WHO ICD-10
 * vol. 2 (sex), CMS Medicare Code Editor (age), both through `catalog/limits.ts`; WHO ATC index.
 */
import { atcFits } from '../../../catalog/drugs.ts';
import { ageOfCie10, sexOfCie10 } from '../../../catalog/limits.ts';
import { findCodes } from '../../../record/codes.ts';
import { compareDates, daysBetween } from '../../../record/dates.ts';
import { findSides, oppositeSides } from '../../../record/laterality.ts';
import { parseRun } from '../../../record/run.ts';
import type { Fact } from '../../../record/schema.ts';
import type { PlannedFact } from '../../plan.ts';
import { sectionOf } from '../../sections.ts';
import type { Finding } from '../../types.ts';
import { withoutCodes } from '../differences.ts';
import { drugLines, drugNamesOf } from '../drug-lines.ts';
import { excerptAt, shown } from '../finding.ts';
import { stemsOf } from '../tokens.ts';
import type { Context, Rule } from './context.ts';

const DIAGNOSES = new Set(['dx_ingreso', 'dx_alta', 'dx_hospitalizacion', 'antecedentes']);

/** Codes of diagnoses as the text has them: one that is of the other sex, or of another age. */
const sexAndAge = ({ chart, reading }: Context): Finding[] => {
  const { sex, parsedAge } = chart.record.identity;
  const years = parsedAge === undefined ? undefined : parsedAge.unit === 'años' ? parsedAge.value : 0;
  const charted = new Set(chart.record.facts.flatMap((f) => (f.code ? [f.code.toUpperCase()] : [])));
  const seen = new Set<string>();
  return findCodes(reading.text, ['cie10']).flatMap((found): Finding[] => {
    if (!found.certain || seen.has(found.code)) return [];
    const region = reading.regions.findLast((r) => r.start <= found.start);
    if (!region || !DIAGNOSES.has(region.section)) return [];
    seen.add(found.code);
    const of = sexOfCie10(found.code);
    const ages = ageOfCie10(found.code);
    const wrongSex = sex !== undefined && of !== undefined && of !== sex;
    const wrongAge = years !== undefined && ages !== undefined && (years < ages.min || years > ages.max);
    // What somebody had is no matter of the present age.
    if (!wrongSex && !(wrongAge && region.section !== 'antecedentes')) return [];
    return [
      {
        code: wrongSex ? 'C_SEX_CODE' : 'C_AGE_CODE',
        severity: 'warning',
        section: region.section,
        ...(charted.has(found.code.toUpperCase()) ? { origin: 'chart' as const } : {}),
        message: wrongSex
          ? `El código ${found.code} es de ${of === 'f' ? 'mujeres' : 'hombres'}. Revise el código o el sexo registrado.`
          : `El código ${found.code} no corresponde a la edad de la persona. Revíselo.`,
        ...excerptAt(reading.text, found),
      },
    ];
  });
};

const days = ({ chart }: Context): Finding[] => {
  const { admission, discharge } = chart.record.episode;
  if (!admission || !discharge) return [];
  if (compareDates(discharge.text, admission.text) === -1)
    return [
      {
        code: 'C_DATES_ORDER',
        severity: 'error',
        section: 'identidad',
        origin: 'chart',
        message: `La fecha de alta (${discharge.text}) es anterior a la de ingreso (${admission.text}). Corríjala en la ficha.`,
      },
    ];
  const outside = (fact: Fact): boolean => {
    if (!fact.date || (fact.kind !== 'procedure' && fact.kind !== 'note')) return false;
    const before = daysBetween(fact.date.slice(0, 40), admission.text);
    const after = daysBetween(discharge.text, fact.date.slice(0, 40));
    // The emergency room may have seen the patient on the day before.
    return (before !== null && before > 1) || (after !== null && after > 0);
  };
  return chart.record.facts.filter(outside).map(
    (fact): Finding => ({
      code: 'C_DATE_OUTSIDE',
      severity: 'warning',
      ...(sectionOf(fact) ? { section: sectionOf(fact) ?? undefined } : {}),
      factId: fact.id,
      origin: 'chart',
      message: `«${shown(fact.text).slice(0, 80)}» tiene fecha ${fact.date}, fuera de la hospitalización (${admission.text} a ${discharge.text}). Revísela.`,
    }),
  );
};

/** An entry that names a side, and the stems of its words. */
const sided = (facts: readonly PlannedFact[]) =>
  facts.flatMap((fact) => {
    const bare = withoutCodes(fact.literal);
    return findSides(bare).length === 0
      ? []
      : [{ fact, bare, stems: new Set(stemsOf(fact.literal).map((s) => s.stem)) }];
  });

/** The same disease on one side at admission and on the other at discharge. */
function* sides({ chart }: Context): Generator<void, Finding[]> {
  const of = (id: 'dx_ingreso' | 'dx_alta') => chart.plan.sections.get(id)?.facts ?? [];
  const entries = sided(of('dx_ingreso'));
  yield;
  const findings: Finding[] = [];
  for (const out of sided(of('dx_alta'))) {
    yield;
    const other = entries.find(({ fact, bare, stems }) => {
      const shared = [...stems].filter((stem) => out.stems.has(stem)).length;
      const one = shared >= 2 || (fact.fact.code !== undefined && fact.fact.code === out.fact.fact.code);
      return one && oppositeSides(bare, out.bare);
    })?.fact;
    if (other)
      findings.push({
        code: 'C_SIDE_CONTRADICTION',
        severity: 'warning',
        section: 'dx_alta',
        factId: out.fact.id,
        origin: 'chart',
        message: `El lado difiere entre ingreso («${shown(other.literal)}») y alta («${shown(out.fact.literal)}»). Revíselo en la ficha.`,
      });
  }
  return findings;
}

const isCharted = ({ chart }: Context, canonical: string, code: string): boolean =>
  chart.due.some((f) => f.fact.code === code && drugNamesOf(chart, f).includes(canonical));

/** An ATC code that is another drug's. A class's code, or one that the formulary has not, says nothing. */
const drugCodes = (context: Context): Finding[] => {
  const { reading } = context;
  return drugLines(reading).flatMap((line): Finding[] => {
    if (line.common) return [];
    const near = reading.text.slice(line.start, line.end + 30).split('\n')[0] ?? '';
    const code = findCodes(near, ['atc']).find((c) => c.certain && c.code.length === 7);
    const between = code === undefined ? '' : near.slice(0, code.start);
    if (!code || /[;]|\)\s*[,y]/u.test(between) || atcFits(code.code, near.slice(0, code.start)) !== false)
      return [];
    return [
      {
        code: 'C_CODE_NAME',
        severity: 'warning',
        ...(line.section ? { section: line.section } : {}),
        ...(isCharted(context, line.canonical, code.code) ? { origin: 'chart' as const } : {}),
        message: `El código ${code.code} no es de ${shown(line.name)}. Revise el código en la ficha.`,
        ...excerptAt(reading.text, line),
      },
    ];
  });
};

const chartItself = ({ chart }: Context): Finding[] => {
  const { run } = chart.record.identity;
  const parsed = run ? parseRun(run.text) : null;
  return [
    ...(parsed && !parsed.valid
      ? [
          {
            code: 'C_RUN_INVALID',
            severity: 'warning' as const,
            section: 'identidad' as const,
            origin: 'chart' as const,
            message: `El dígito verificador del RUN ${run?.text ?? ''} no corresponde. Revíselo en la ficha.`,
          },
        ]
      : []),
    ...chart.plan.tooLong.map((factId) => ({
      code: 'C_NOTE_TOO_LONG',
      severity: 'warning' as const,
      section: 'evolucion' as const,
      factId,
      origin: 'chart' as const,
      message:
        'Una nota de evolución tiene pasajes sin puntuación, demasiado largos para copiarlos enteros: quedaron fuera. Revísela.',
    })),
  ];
};

export const plausibilitySteps: readonly Rule[] = [sexAndAge, days, sides, drugCodes, chartItself];
