/**
 * Drugs: every charted line with its dose, route, frequency and duration, in its own list; none that the list has not.
 * Source: The Joint Commission NPSG.03.06.01 (medication reconciliation: name, dose, route, frequency compared one by one);
 * OMS, «Medicación sin daño» (transitions of care).
 */
import { findDrugNames } from '../../../catalog/formulary.ts';
import { findCodes } from '../../../record/codes.ts';
import { parseDose } from '../../../record/doses.ts';
import type { PlannedFact } from '../../plan.ts';
import type { Finding, SectionId } from '../../types.ts';
import { amountKey, sectionOfPlanned } from '../chart.ts';
import { type Difference, differences, otherBounds } from '../differences.ts';
import { type DoseDifference, doseDifferences, saysDose } from '../dose-differences.ts';
import { type DrugLine, drugLines, drugNamesOf, isDrugSection } from '../drug-lines.ts';
import { asCopy, excerptAt, removal, shown, titleOf } from '../finding.ts';
import { regionsIn } from '../reading.ts';
import { changedEntry } from './changed-entry.ts';
import type { Context } from './context.ts';
import { missing } from './missing.ts';

const CODE_OF = {
  amount: 'C_DOSE',
  route: 'C_ROUTE',
  frequency: 'C_FREQUENCY',
  duration: 'C_DURATION',
  need: 'C_FREQUENCY',
} as const;
const NAME_OF = {
  amount: 'la dosis',
  route: 'la vía',
  frequency: 'la frecuencia',
  duration: 'la duración',
  need: 'si es en caso necesario',
} as const;

const names = (differences: readonly DoseDifference[]): string =>
  [...new Set(differences.map((d) => NAME_OF[d.part]))].join(', ');

/** A line of a drug that differs from the charted one. */
export const changedLine = (
  context: Context,
  line: { readonly start: number; readonly end: number },
  fact: PlannedFact,
  section: SectionId,
  differences: readonly DoseDifference[],
): Finding => {
  const said = differences.filter((d) => !d.lost);
  const [first] = said;
  return {
    code: first ? CODE_OF[first.part] : 'C_DOSE_INCOMPLETE',
    // By mouth goes without saying at discharge.
    severity: first ? 'error' : differences.every((d) => d.part === 'route') ? 'info' : 'warning',
    section,
    factId: fact.id,
    message: first
      ? `La ficha dice «${shown(fact.literal)}». Aquí, «${shown(context.reading.text.slice(line.start, line.end))}»: difiere ${names(said)}.`
      : `La ficha dice «${shown(fact.literal)}»: aquí falta ${names(differences)}.`,
    ...excerptAt(context.reading.text, line),
    fix: asCopy(context.reading.text, line, fact.literal),
  };
};

const isName = (line: DrugLine, wanted: readonly string[]): boolean =>
  wanted.includes(line.canonical) || line.parts.some((part) => wanted.includes(part));

/** Lines that together name the drugs of one entry («losartán 50 mg + amlodipino 5 mg») are one. */
const joined = (lines: readonly DrugLine[], wanted: readonly string[]): DrugLine[] => {
  if (wanted.length < 2) return lines.filter((l) => isName(l, wanted));
  return lines.flatMap((first, i) => {
    const run = lines.slice(i, i + wanted.length);
    const last = run.at(-1);
    if (!last || !wanted.every((name) => run.some((l) => isName(l, [name])))) return [];
    return [{ ...first, end: last.end }];
  });
};

const SUSPENDS =
  /\b(?:suspend|discontin|no\s+(?:usar|continuar|reiniciar)|evitar|sin\s|alergi|reemplaz|cambi)/iu;

/** The same dose, and yet not the same: of the other eye, or with a substance more («Zaldiar» for paracetamol). */
const otherWise = (context: Context, line: DrugLine, fact: PlannedFact, section: SectionId): Finding[] => {
  const { text } = context.reading;
  const wanted = findDrugNames(fact.literal).flatMap((d) => [d.canonical, ...d.parts]);
  const more = line.parts.length > 1 ? line.parts.filter((part) => !wanted.includes(part)) : [];
  if (more.length > 0 && !wanted.includes(line.canonical))
    return [
      {
        code: 'C_UNSUPPORTED_DRUG',
        severity: 'error',
        section,
        factId: fact.id,
        message: `La ficha dice «${shown(fact.literal)}»: ${shown(line.name)} contiene además ${more.join(', ')}.`,
        ...excerptAt(text, line),
        fix: asCopy(text, line, fact.literal),
      },
    ];
  const written = text.slice(line.start, line.end);
  const sides: Difference[] = differences(fact.literal, written, undefined, true).filter(
    (d) => d.what === 'side',
  );
  if (otherBounds(fact.literal, written)) sides.push({ what: 'number' });
  return sides.length === 0
    ? []
    : [changedEntry(context, line, { literal: fact.literal, factId: fact.id, section }, undefined, sides)];
};

/** Drug lines matched with the entries of their section; what each leaves over. */
function* inSection(
  context: Context,
  lines: readonly DrugLine[],
  section: SectionId,
): Generator<void, { findings: Finding[]; absent: PlannedFact[] }> {
  const { chart, reading } = context;
  const { text } = reading;
  const findings: Finding[] = [];
  const facts = chart.due.filter(
    (f) => drugNamesOf(chart, f).length > 0 && sectionOfPlanned(chart.plan, f.id) === section,
  );
  const here = lines.filter((l) => l.section === section);
  const copied = new Set(
    here.flatMap((l) => l.copy?.of.units.filter((u) => u.section === section).map((u) => u.factId) ?? []),
  );
  const open = facts.filter((f) => !copied.has(f.id));
  const free = here.filter(
    (l) => l.copy === undefined && (!l.common || open.some((f) => isName(l, drugNamesOf(chart, f)))),
  );
  const pairs: { fact: PlannedFact; line: DrugLine; differences: DoseDifference[] }[] = [];
  for (const fact of open) {
    for (const line of joined(free, drugNamesOf(chart, fact))) {
      pairs.push({
        fact,
        line,
        differences: doseDifferences(fact.literal, text.slice(line.start, line.end)),
      });
      yield;
    }
    yield;
  }
  pairs.sort((a, b) => a.differences.length - b.differences.length);
  yield;
  const matched = new Set<PlannedFact>();
  const used: DrugLine[] = [];
  const overlaps = (line: DrugLine): boolean => used.some((u) => u.start < line.end && line.start < u.end);
  for (const { fact, line, differences: found } of pairs) {
    yield;
    if (matched.has(fact) || overlaps(line)) continue;
    matched.add(fact);
    used.push(line);
    context.settled.push({ start: line.start, end: line.end });
    if (found.length > 0) findings.push(changedLine(context, line, fact, section, found));
    else findings.push(...otherWise(context, line, fact, section));
    if (fact.fact.code !== undefined) {
      const rest = text.slice(line.start, line.end + 24);
      if (!rest.includes(fact.fact.code)) {
        const other = findCodes(rest.split('\n')[0] ?? '').find(
          (c) => c.certain && c.start <= line.end - line.start + 2,
        )?.code;
        findings.push({
          code: other === undefined ? 'C_CODE_MISSING' : 'C_CODE_CHANGED',
          severity: other === undefined ? 'info' : 'error',
          section,
          factId: fact.id,
          message: `La ficha codifica «${shown(fact.literal)}» con ${fact.fact.code}${other === undefined ? ' y aquí falta' : `, no con ${other}`}.`,
          ...excerptAt(text, line),
          fix: asCopy(context.reading.text, line, fact.literal),
        });
      }
    }
  }
  for (const line of free) {
    yield;
    if (overlaps(line)) continue;
    const before = text.slice(Math.max(0, line.start - 40), line.start);
    const written = text.slice(line.start, line.end);
    const listed =
      saysDose(written) ||
      reading.headed ||
      findCodes(text.slice(line.start, line.end + 12), ['atc']).some((c) => c.certain);
    if (!listed || line.common || SUSPENDS.test(before.slice(before.search(/[^.;\n]*$/u)))) continue;
    const same = facts.find((f) => isName(line, drugNamesOf(chart, f)));
    if (!same && !chart.sources.drugs.has(line.canonical)) continue;
    context.settled.push({ start: line.start, end: line.end });
    findings.push(
      same
        ? {
            code: 'C_DUPLICATE_DRUG',
            severity: 'error',
            section,
            factId: same.id,
            message: `${shown(line.name)} aparece más de una vez entre ${titleOf(section)} y en la ficha no. Deje una sola indicación.`,
            ...excerptAt(text, line),
            fix: removal(text, line),
          }
        : {
            code: 'C_DRUG_WRONG_LIST',
            severity: 'error',
            section,
            message: `La ficha no tiene «${shown(line.name)}» entre ${titleOf(section)}, aunque lo nombra en otra parte. Quítelo de aquí o indíquelo en la ficha.`,
            ...excerptAt(text, line),
            fix: removal(text, line),
          },
    );
  }
  return { findings, absent: open.filter((f) => !matched.has(f)) };
}

/** Outside of the lists: an amount that the chart nowhere gives of that drug. */
const inProse = ({ chart, reading, settled }: Context, lines: readonly DrugLine[]): Finding[] =>
  lines.flatMap((line): Finding[] => {
    if (line.copy !== undefined || isDrugSection(line.section) || line.common) return [];
    const known = chart.amountsOf.get(line.canonical);
    const written = reading.text.slice(line.start, line.end);
    const { amounts } = parseDose(written);
    if (!known || amounts.length === 0) return [];
    if (amounts.every((a) => known.has(amountKey(a)))) {
      settled.push({ start: line.start, end: line.end });
      return [];
    }
    return [
      {
        code: 'C_DOSE',
        severity: 'error',
        ...(line.section ? { section: line.section } : {}),
        message: `La ficha no da esa dosis de ${shown(line.name)}. Corríjala o confírmela en la ficha.`,
        ...excerptAt(reading.text, line),
      },
    ];
  });

export function* drugRule(context: Context): Generator<void, Finding[]> {
  const { chart, reading } = context;
  const lines = drugLines(reading);
  yield;
  const findings: Finding[] = [];
  const absent: PlannedFact[] = [];
  for (const section of ['habituales', 'tratamiento', 'medicamentos_alta'] as const) {
    const found = yield* inSection(context, lines, section);
    findings.push(...found.findings);
    absent.push(...found.absent);
  }
  findings.push(...inProse(context, lines));
  const spare = lines.filter((l) => l.copy === undefined && !isDrugSection(l.section));
  for (const fact of absent) {
    const wanted = drugNamesOf(chart, fact);
    const own = sectionOfPlanned(chart.plan, fact.id);
    const known = regionsIn(reading, own).length > 0;
    const elsewhere = spare.find(
      (l) =>
        (!known || saysDose(reading.text.slice(l.start, l.end))) &&
        isName(l, wanted) &&
        doseDifferences(fact.literal, reading.text.slice(l.start, l.end)).length === 0,
    );
    if (!elsewhere) findings.push(missing(context, fact));
  }
  return findings;
}
