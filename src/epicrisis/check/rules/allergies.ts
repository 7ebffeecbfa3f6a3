/**
 * Allergies: a silent chart is not a chart that says there are none, and no drug of the text may be one that the patient is charted as
 * allergic to. Sources: Decreto 41/2012 (alergias en la ficha); The Joint Commission NPSG.03.06.01; AAAAI/ACAAI Drug Allergy
 * Practice Parameter 2022 (penicillin and cephalosporin cross-reaction: low, by side chain).
 */
import { allergyClash, atcOf } from '../../../catalog/drugs.ts';
import { findDrugNames } from '../../../catalog/formulary.ts';
import type { Fact } from '../../../record/schema.ts';
import type { Finding } from '../../types.ts';
import { sectionOfPlanned } from '../chart.ts';
import { type DrugLine, drugLines, drugNamesOf } from '../drug-lines.ts';
import { excerptAt, removal, shown } from '../finding.ts';
import { type Context, isSettled } from './context.ts';

/** That there is no allergy, said in any of the usual ways. */
const NONE =
  /\b(?:sin|niega|no (?:refiere|presenta|tiene|registra)|desconoce)\s+(?:antecedentes?\s+(?:de\s+)?)?(?:alergias?|ram\b|reacciones\s+adversas)[^.;\n]{0,40}|\balergias?(?:\s+(?:y\s+\p{L}+(?:\s+\p{L}+){0,4}|conocidas|medicamentosas))?\s*:?\s*(?:no\b(?!\s+consign)|ninguna|negativ[oa]s?|niega|sin\b|\(-\))[^.;\n]{0,30}|\bno\s+al[eé]rgic[oa]\b/giu;

const charted = (context: Context): readonly Fact[] =>
  context.chart.record.facts.filter((f) => f.kind === 'allergy');

const DENIES = /\b(?:niega|sin|no|ningun[ao]?|desconoce|negativ[ao]s?)\b|\(-\)/iu;

const invented = (context: Context): Finding[] => {
  const facts = charted(context);
  const denied = context.chart.record.facts.some(
    (f) => f.kind !== 'note' && f.kind !== 'allergy' && new RegExp(NONE.source, 'iu').test(f.text),
  );
  const inNotes = [...context.chart.clauses].some(
    (c) => /alerg|\bram\b/iu.test(c.text) && DENIES.test(c.text),
  );
  if (denied || inNotes || facts.some((f) => DENIES.test(f.text))) return [];
  return Array.from(context.reading.text.matchAll(NONE)).flatMap((m): Finding[] => {
    const place = { start: m.index, end: m.index + m[0].trimEnd().length };
    if (isSettled(context, place.start, place.end)) return [];
    context.settled.push(place);
    return [
      {
        code: 'C_ALLERGY_INVENTED',
        severity: 'error',
        section: 'alergias',
        message:
          facts.length === 0
            ? 'La ficha no consigna alergias: eso no es «sin alergias». Pregúntelo y regístrelo en la ficha, o déjelo «No consignado».'
            : `La ficha consigna alergias (${shown(facts.map((f) => f.text).join('; '))}). Quite «sin alergias».`,
        ...excerptAt(context.reading.text, place),
        fix: {
          kind: 'replace',
          ...place,
          text: facts.length === 0 ? 'No consignado' : facts.map((f) => f.text).join('; '),
        },
      },
    ];
  });
};

const PENICILLINS = /^J01C/;
const CEPHALOSPORINS = /^J01D[BCDEI]/;

/** Another class that shares the ring: asked, never forbidden. */
const crosses = (allergy: string, drug: string): boolean => {
  if (DENIES.test(allergy)) return false;
  const of = [
    ...atcOf(allergy),
    ...(/penicil/iu.test(allergy) ? ['J01C'] : []),
    ...(/cefalospor/iu.test(allergy) ? ['J01DB'] : []),
  ];
  const given = atcOf(drug);
  return (
    (of.some((c) => PENICILLINS.test(c)) && given.some((c) => CEPHALOSPORINS.test(c))) ||
    (of.some((c) => CEPHALOSPORINS.test(c)) && given.some((c) => PENICILLINS.test(c))) ||
    (of.some((c) => PENICILLINS.test(c)) && given.some((c) => PENICILLINS.test(c)))
  );
};

/** The chart itself has the drug in that list, in whatever words it is written here. */
const isCharted = ({ chart }: Context, line: DrugLine): boolean =>
  chart.due.some(
    (f) =>
      sectionOfPlanned(chart.plan, f.id) === line.section &&
      drugNamesOf(chart, f).some((name) => name === line.canonical || line.parts.includes(name)),
  );

const GIVEN = new Set(['tratamiento', 'medicamentos_alta', 'habituales']);

function* clashes(context: Context): Generator<void, Finding[]> {
  const facts = charted(context).filter((f) => findDrugNames(f.text).length > 0 || !DENIES.test(f.text));
  if (facts.length === 0) return [];
  const seen = new Set<string>();
  const findings: Finding[] = [];
  for (const line of drugLines(context.reading)) {
    yield;
    if (line.common || line.section === undefined || !GIVEN.has(line.section)) continue;
    for (const fact of facts) {
      const clash = allergyClash(fact.text, line.name);
      const cross = clash === undefined && crosses(fact.text, line.name);
      const key = `${line.section}/${line.canonical}/${fact.id}`;
      if ((!clash && !cross) || seen.has(key)) continue;
      seen.add(key);
      findings.push({
        code: clash ? 'C_ALLERGY_DRUG' : 'C_ALLERGY_CROSS',
        severity: clash ? 'error' : 'warning',
        section: line.section,
        factId: fact.id,
        ...(isCharted(context, line) ? { origin: 'chart' as const } : {}),
        message: clash
          ? `${shown(line.name)}: la ficha consigna alergia «${shown(fact.text)}». Verifíquelo antes de indicar.`
          : `${shown(line.name)}: posible reacción cruzada con la alergia consignada «${shown(fact.text)}». Verifíquelo.`,
        ...excerptAt(context.reading.text, line),
        ...(isCharted(context, line) ? {} : { fix: removal(context.reading.text, line) }),
      });
      break;
    }
  }
  return findings;
}

export function* allergyRule(context: Context): Generator<void, Finding[]> {
  const found = invented(context);
  yield;
  return [...found, ...(yield* clashes(context))];
}
