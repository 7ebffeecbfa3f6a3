/**
 * What of a text has a source in the chart: codes, numbers, drugs and words. One index of the record serves the live check,
 * the evaluation and hand-edited text alike.
 */
import { findDrugNames } from '../../catalog/formulary.ts';
import { findCodes, normaliseCode, systemFor } from '../../record/codes.ts';
import { findNumbers } from '../../record/numbers.ts';
import type { ClinicalRecord } from '../../record/schema.ts';
import { words } from '../../record/text.ts';
import { factLiteral } from '../literal.ts';
import { absentPhrases, dayLeads, evolutionLeads, firstDayLeads, phrases } from '../phrases.ts';
import { sectionRules } from '../sections.ts';
import { drain } from '../steps.ts';

export interface Excerpt {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface SourceIndex {
  readonly codes: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
  readonly drugs: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
}

/** All that the chart holds, as text: facts with their dates and authors, header values. */
const chartTexts = (record: ClinicalRecord): string[] => [
  ...record.facts.flatMap((f) => [factLiteral(f), f.date ?? '', f.author ?? '']),
  ...[...Object.values(record.identity), ...Object.values(record.episode)].flatMap((v) =>
    typeof v === 'object' && v !== null && 'text' in v ? [v.text] : [],
  ),
];

/** A long text in runs that end where a sentence, a line or at least a word does: each is work for a moment only. */
export function* runsOf(text: string): Generator<string> {
  const SIZE = 4000;
  let start = 0;
  while (text.length - start > 2 * SIZE) {
    const part = text.slice(start + SIZE, start + 2 * SIZE);
    const end = /[.;|\n]\s/u.exec(part) ?? /\s/u.exec(part);
    const cut = start + SIZE + (end ? end.index + end[0].length : SIZE);
    yield text.slice(start, cut);
    start = cut;
  }
  yield text.slice(start);
}

/** As `indexSources`, a little at a time. */
export function* sourceSteps(
  record: ClinicalRecord,
  more: readonly string[] = [],
): Generator<void, SourceIndex> {
  // As charted, and as its own system writes it: I210 in a diagnosis field is I21.0; K521 of a procedure is never K52.1.
  const codes = new Set(
    record.facts.flatMap((f) => {
      if (!f.code) return [];
      const system = f.system ?? systemFor(f.kind, f.code);
      return [f.code.toUpperCase(), ...(system ? [normaliseCode(f.code, system)] : [])];
    }),
  );
  const numbers = new Set<string>();
  const drugs = new Set<string>();
  const known = new Set<string>();
  for (const whole of [...chartTexts(record), ...more]) {
    for (const text of runsOf(whole)) {
      for (const found of findCodes(text)) codes.add(found.code.toUpperCase());
      for (const found of findNumbers(text)) numbers.add(found.value);
      for (const found of findDrugNames(text)) {
        for (const name of [found.canonical, ...found.parts]) drugs.add(name);
      }
      for (const word of words(text)) known.add(word.folded);
      yield;
    }
  }
  return { codes, numbers, drugs, words: known };
}

/** Indexes a record (and texts of the institution that the document may hold). */
export const indexSources = (record: ClinicalRecord, more: readonly string[] = []): SourceIndex =>
  drain(sourceSteps(record, more));

const excerpt = (text: string, start: number, end: number): Excerpt => ({
  text: text.slice(start, end),
  start,
  end,
});

/** Codes in the text that the chart does not hold. */
export const unsupportedCodes = (text: string, sources: SourceIndex): Excerpt[] =>
  findCodes(text)
    .filter((found) => found.certain && !sources.codes.has(found.code.toUpperCase()))
    .map((found) => excerpt(text, found.start, found.end));

/** Numbers in the text whose value no charted text holds. */
export const unsupportedNumbers = (text: string, sources: SourceIndex): Excerpt[] =>
  findNumbers(text)
    .filter((found) => !sources.numbers.has(found.value))
    .map((found) => excerpt(text, found.start, found.end));

/** Drugs named in the text and nowhere in the chart. */
export const unsupportedDrugs = (text: string, sources: SourceIndex): Excerpt[] =>
  findDrugNames(text)
    .filter(({ common, canonical, parts }) => {
      // A combination charted as its drugs, or the other way round, has its source.
      const apart = parts.length > 1 && parts.every((name) => sources.drugs.has(name));
      return !common && !apart && !sources.drugs.has(canonical);
    })
    .map((found) => excerpt(text, found.start, found.end));

/** The words of the phrases and headings: reviewed, and no clinical content. */
const phraseWords: ReadonlySet<string> = new Set(
  [
    ...phrases.map((p) => p.say.replace(/\{\w*\}/gu, ' ')),
    ...evolutionLeads,
    ...dayLeads,
    ...firstDayLeads,
    ...Object.values(absentPhrases),
    ...sectionRules.flatMap((r) => [r.title, r.absent]),
    'Condición al alta Destino al alta y e o u',
    'Nombre RUN Ficha Edad Servicio Fecha de ingreso Fecha de alta Establecimiento Médico tratante',
  ].flatMap((text) => words(text).map((w) => w.folded)),
);

/** Words of Spanish without content of their own: what a free text may use to join others. */
const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  (
    'a al ante bajo con contra de del desde durante e el ella en entre era es esta este fue ha hacia hasta la las le les lo ' +
    'los mas mediante mi ni no nos o para pero por que se segun ser si sin sobre su sus tambien tras u un una unas uno unos y ya'
  ).split(' '),
);

/** A word of the phrases and headings, or one that only joins others: it says nothing that needs a source. */
export const isPhraseWord = (folded: string): boolean =>
  phraseWords.has(folded) || FUNCTION_WORDS.has(folded);

/** Content words that neither the chart nor the phrases hold. */
export const unsupportedWords = (text: string, sources: SourceIndex): Excerpt[] =>
  words(text)
    .filter((w) => w.kind === 'word' && !sources.words.has(w.folded) && !isPhraseWord(w.folded))
    .map((w) => excerpt(text, w.start, w.end));
