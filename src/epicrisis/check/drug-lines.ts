/** The drugs that a text names, each with the words that say how it is given, and the entry of the chart that it copies. */
import { findDrugNames } from '../../catalog/formulary.ts';
import type { PlannedFact } from '../plan.ts';
import type { SectionId } from '../types.ts';
import type { ChartIndex } from './chart.ts';
import { saysDose } from './dose-differences.ts';
import { isFirm } from './pieces.ts';
import { type Copy, type Reading, sectionAt, sentenceAt, tokenAfter } from './reading.ts';

export interface DrugLine {
  readonly name: string;
  readonly canonical: string;
  readonly parts: readonly string[];
  readonly common: boolean;
  readonly section: SectionId | undefined;
  readonly start: number;
  readonly end: number;
  /** It stands in a copy of the chart's own words, doses and all. */
  readonly copy: Copy | undefined;
}

export const isDrugSection = (section: SectionId | undefined): boolean =>
  section === 'tratamiento' || section === 'medicamentos_alta' || section === 'habituales';

/** After a comma, what still belongs to the line: «, por 7 días», «, cada 12 horas». */
const GOES_ON =
  /^\s*(?:\(|por\s|cada\s|c\s?\/|v\.?\s?o\b|e\.?v\b|i\.?v\b|s\.?c\b|i\.?m\b|vía\s|via\s|oral|endoven|bid\b|tid\b|qid\b|(?:una|dos|tres|cuatro|\d)\sve(?:z|ces)\b|diari|al\sd[ií]a|en\s(?:la\s)?(?:noche|mañana)|luego|despu[eé]s|hasta|durante|seguid|sos\b|prn\b|en\scaso|si\s|dosis|\d+(?:[.,]\d+)?\s?(?:mg|g|mcg|ml|ui|comp|puffs?|gotas?|d[ií]as?|veces|horas|h\b)|\d+-\d+-\d+)/iu;

/** Before a full stop that ends no sentence. */
const ABBREVIATED =
  /(?<!\p{L})(?:hrs?|comp|caps?|amp|mg|gr?|ml|mcg|sem|min|v\.?o|e\.?v|i\.?v|s\.?c|\p{L})$/iu;

const lineEnd = (text: string, from: number, limit: number): number => {
  let end = limit;
  for (const m of text.slice(from, limit).matchAll(/[;\n]|,(?!\d)|\.(?=\s|$)|\s(?:y|e)\s|(?<=[)\]])\s/gu)) {
    const after = text.slice(from + m.index + m[0].length, limit);
    const goesOn =
      m[0] === ','
        ? GOES_ON.test(after)
        : /^\s/u.test(m[0])
          ? /^(?:luego|despu|posterior|\d)/iu.test(after) || (!/\p{L}/u.test(m[0]) && GOES_ON.test(after))
          : ABBREVIATED.test(text.slice(0, from + m.index)) && /^\s*(?:\p{Ll}|\()/u.test(after);
    if (goesOn) continue;
    end = from + m.index;
    break;
  }
  return end;
};

/** «500 mg de paracetamol»: the amount before the name. */
const AMOUNT_BEFORE =
  /\d[\d.,/]*\s?(?:mg|g|gr|mcg|ml|ui|u|comp(?:rimidos?)?|ampollas?|gramos?)\s(?:de\s)?$/iu;

const nextStart = (text: string, next: { readonly start: number } | undefined): number | undefined =>
  next &&
  next.start - (AMOUNT_BEFORE.exec(text.slice(Math.max(0, next.start - 24), next.start))?.[0].length ?? 0);

/** Where the next copy of more than a word begins, in the sentence. */
const nextCopy = (reading: Reading, from: number, to: number): number | undefined => {
  for (let i = tokenAfter(reading, from); i < to; i++) {
    const copy = reading.copyAt[i];
    if (copy && copy.from === i && copy.to - copy.from > 1 && isFirm(reading, copy)) return copy.start;
  }
  return undefined;
};

const linesRead = new WeakMap<Reading, readonly DrugLine[]>();

/** The drug lines of a text, read once. */
export const drugLines = (reading: Reading): readonly DrugLine[] => {
  const known = linesRead.get(reading);
  if (known) return known;
  const lines = readLines(reading);
  linesRead.set(reading, lines);
  return lines;
};

const readLines = (reading: Reading): DrugLine[] => {
  const { text, drugs, copyAt } = reading;
  const seen = new Set<Copy>();
  return drugs.flatMap((match, i): DrugLine[] => {
    const token = tokenAfter(reading, match.start);
    const copy = copyAt[token];
    const section = sectionAt(reading, match.start);
    const sentence = sentenceAt(reading, match.start);
    const base = { ...match, section };
    if (copy && isFirm(reading, copy)) {
      const after = text.slice(copy.end, sentence?.end ?? copy.end);
      const glued = /^[ \t]*[\p{L}\p{N}]/u.test(after) && !/^\s(?:y|e)\s/u.test(after);
      if (!glued || !saysDose(after.slice(0, lineEnd(after, 0, after.length)))) {
        if (seen.has(copy)) return [];
        const drug = copy.of.units.some((u) => u.kind === 'drug');
        if (drug) seen.add(copy);
        return [{ ...base, start: drug ? copy.start : match.start, end: drug ? copy.end : match.end, copy }];
      }
    }
    const limit = Math.min(
      sentence?.end ?? text.length,
      nextStart(text, drugs[i + 1]) ?? text.length,
      nextCopy(reading, match.end, sentence?.to ?? 0) ?? text.length,
    );
    const before = AMOUNT_BEFORE.exec(text.slice(Math.max(0, match.start - 24), match.start));
    const end = lineEnd(text, match.end, limit);
    const own =
      match.end +
      text
        .slice(match.end, end)
        .trimEnd()
        .replace(/[\s,(-]+$/u, '').length;
    const trimmed =
      own + (/^[)\]]/u.test(text.slice(own)) && /[([][^)\]]*$/u.test(text.slice(match.end, own)) ? 1 : 0);
    return [
      {
        ...base,
        start: match.start - (before?.[0].length ?? 0),
        end: Math.max(match.end, trimmed),
        copy: undefined,
      },
    ];
  });
};

/** The names by which an entry may be called in the text. */
export const drugNamesOf = (chart: ChartIndex, fact: PlannedFact): readonly string[] => {
  const known = namesByFact.get(chart) ?? new Map<string, readonly string[]>();
  namesByFact.set(chart, known);
  const names = known.get(fact.id) ?? substances(fact);
  known.set(fact.id, names);
  return names;
};

const namesByFact = new WeakMap<ChartIndex, Map<string, readonly string[]>>();

const substances = (fact: PlannedFact): readonly string[] => {
  const found = findDrugNames(fact.literal);
  const proper = found.filter((d) => !d.common);
  return [...new Set((proper.length > 0 ? proper : found).map((d) => d.canonical))];
};
