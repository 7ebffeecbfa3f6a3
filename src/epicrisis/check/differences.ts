/**
 * In what two wordings of one entry differ. Words may differ freely; what may not are figures, codes, sides, negation and a few
 * opposites: those decide whether it is still the same statement.
 */
import { findAmounts } from '../../record/amounts.ts';
import { findCodes, normaliseCode } from '../../record/codes.ts';
import { findSides } from '../../record/laterality.ts';
import { assertionAt, assertionSpans } from '../../record/negation.ts';
import { findNumbers, numberValue } from '../../record/numbers.ts';
import { fold } from '../../record/text.ts';
import { amountKey } from './chart.ts';
import { findDates } from './dates.ts';
import { findTimes } from './times.ts';
import { keysOf, stemOf, stemsOf } from './tokens.ts';

/** Words of which an entry has one or the other: exchanging them makes another statement. */
const OPPOSITES: readonly (readonly string[])[] = [
  'anterior posterior inferior lateral septal anteroseptal inferoposterior',
  'superior inferior medio',
  'proximal distal medio',
  'agudo cronico subagudo',
  'leve moderado severo',
  'abierto cerrado',
  'benigno maligno',
  'positivo negativo',
  'sistolico diastolico',
  'arterial venoso',
  'primario secundario',
  'interno externo',
  'medial lateral',
  'isquemico hemorragico',
  'hipertension hipotension',
  'hiperkalemia hipokalemia',
  'hipernatremia hiponatremia',
  'hiperglicemia hipoglicemia',
  'taquicardia bradicardia',
  'total parcial',
  'completo incompleto',
  'permeable ocluido',
  'normal alterado',
  'aumento disminucion',
].map((group) => group.split(' ').map(stemOf));

export type Difference =
  | { readonly what: 'code'; readonly written: string | undefined }
  | { readonly what: 'side' | 'number' | 'negation' | 'opposite' };

interface Facts {
  readonly numbers: readonly Figure[];
  readonly sides: ReturnType<typeof findSides>;
  readonly stems: ReturnType<typeof stemsOf>;
  readonly spans: ReturnType<typeof assertionSpans>;
  readonly amounts: ReadonlySet<string>;
  /** Figures, those within words («DM2») too. */
  readonly any: ReadonlySet<string>;
  readonly times: ReturnType<typeof findTimes>;
  readonly days: ReadonlySet<string>;
}

interface Figure {
  readonly value: string;
  /** What it is an amount of ("1000 mg"), where a unit follows. */
  readonly amounts: readonly string[];
}

/** Grades in Roman figures; «I», «V» and «VI» are letters and words too. */
const ROMAN: Readonly<Record<string, string>> = { ii: '2', iii: '3', iv: '4' };

/** Figures of a text, without those of codes and dates. */
const figuresOf = (text: string): Figure[] => {
  const out = [...findDates(text), ...findCodes(text).filter((c) => c.certain)];
  return findNumbers(text)
    .filter((n) => !n.inWord && !out.some((o) => o.start <= n.start && n.end <= o.end))
    .filter((n) => !CODE_LIST.test(text.slice(Math.max(0, n.start - 6), n.start)))
    .map((n) => {
      const run =
        /^[\d.,]*\d(?:\/\d+)?\s?\p{L}+(?:\/\p{L}+)*/u.exec(text.slice(n.start, n.start + 30))?.[0] ?? '';
      return { value: n.value, amounts: findAmounts(fold(run)).map(amountKey) };
    });
};

/** «CIE-10» is the list's name. */
const CODE_LIST = /\bCIE-?\s?$/iu;

/** A code after a paired part is no side («lateral (I21.2)»). */
export const withoutCodes = (text: string): string =>
  findCodes(text)
    .filter((c) => c.certain)
    .toReversed()
    .reduce((out, c) => `${out.slice(0, c.start)}…${out.slice(c.end)}`, text);

const COUNTED: Readonly<Record<string, string>> = {
  un: '1',
  una: '1',
  dos: '2',
  tres: '3',
  cuatro: '4',
  cinco: '5',
  seis: '6',
  siete: '7',
  ocho: '8',
  nueve: '9',
  diez: '10',
};

const factsIn = (text: string): Facts => ({
  numbers: figuresOf(text),
  sides: findSides(withoutCodes(text)),
  stems: stemsOf(text),
  spans: assertionSpans(text),
  amounts: new Set(findAmounts(fold(text)).map(amountKey)),
  times: findTimes(text),
  days: new Set(findDates(text).map((d) => d.iso)),
  any: new Set([
    ...findNumbers(text).map((n) => n.value),
    ...keysOf(text).flatMap((key) => COUNTED[key] ?? ROMAN[key] ?? []),
  ]),
});

/** «En 7 semanas» where the chart says «en 7 días»: the figure stands, what it counts is another. */
const otherTimes = (charted: Facts, written: Facts): boolean =>
  written.times.some(
    (time) =>
      charted.times.some((t) => t.value === time.value) &&
      !charted.times.some((t) => Math.abs(t.hours - time.hours) < 1e-6),
  );

const BOUND =
  /(mayor(?:es)?|superior(?:es)?|sobre|m[aá]s|>|≥|menor(?:es)?|inferior(?:es)?|bajo|menos|<|≤)\s*(?:o igual\s*)?(?:a|de|que)?\s*(\d[\d.,]*)/giu;
const boundsOf = (text: string): ReadonlyMap<string, boolean> =>
  new Map(
    Array.from(text.matchAll(BOUND), ([, word = '', figure = '']) => [
      numberValue(figure.replace(/[.,]$/u, '')) ?? figure,
      /^(?:ma|m[aá]s|s|>|≥)/iu.test(word),
    ]),
  );

/** «Menor a 38» where the chart says «mayor a 38». */
export const otherBounds = (charted: string, written: string): boolean => {
  const was = boundsOf(charted);
  return (
    was.size > 0 &&
    [...boundsOf(written)].some(([figure, above]) => was.has(figure) && was.get(figure) !== above)
  );
};

/** Another day than the entry's own, which may be left out in part of a note only. */
const otherDays = (charted: Facts, written: Facts, all: boolean): boolean =>
  charted.days.size > 0 &&
  ([...written.days].some((day) => !charted.days.has(day)) ||
    (all && [...charted.days].some((day) => !written.days.has(day))));

/** «En 1 semana» for «en 7 días». */
const sameTime = ({ value }: Figure, here: Facts, there: Facts): boolean =>
  here.times.some((t) => t.value === value && there.times.some((o) => Math.abs(o.hours - t.hours) < 1e-6));

/** The same figures, or the same amounts in other units («1 g» for «1000 mg»). */
const sameFigures = (charted: Facts, written: Facts, all: boolean): boolean => {
  const lacks =
    (there: Facts) =>
    (figure: Figure): boolean =>
      !there.any.has(figure.value) &&
      !(figure.amounts.length > 0 && figure.amounts.every((a) => there.amounts.has(a))) &&
      !sameTime(figure, there === charted ? written : charted, there);
  if (otherTimes(charted, written) || otherDays(charted, written, all)) return false;
  if (written.numbers.some(lacks(charted))) return false;
  if (all && charted.numbers.some(lacks(written))) return false;
  // The number stands, its unit is another.
  const others = [...written.amounts].filter((a) => !charted.amounts.has(a));
  return others.length === 0 || charted.amounts.size === 0;
};

/** Parts whose side is their name: «CD» is «coronaria derecha», and says nothing of the patient's side. */
const NAMED = /^(?:coronari|ventricul|auricul|descendente|dominan|tronco|rama|hemiclavicular)/u;

const sameSides = (charted: Facts, written: Facts, all: boolean): boolean => {
  const of = (facts: Facts): Set<string> => new Set(facts.sides.map((s) => s.side));
  const [was, is] = [of(charted), of(written)];
  const named = (part: string): boolean => NAMED.test(part) && !charted.sides.some((s) => s.of === part);
  // Both sides may be charted, each of its own part.
  const turned = written.sides.some(({ of: part, side }) => {
    const same = charted.sides.filter((c) => part !== '' && c.of === part);
    return (
      same.length > 0 && side !== 'bilateral' && !same.some((c) => c.side === side || c.side === 'bilateral')
    );
  });
  if (turned) return false;
  const extra = written.sides.filter(
    (s) => !was.has(s.side) && !named(s.of) && (was.size > 0 || s.side !== 'bilateral'),
  );
  return extra.length === 0 && !(all && [...was].some((s) => !is.has(s as never)));
};

/** Of the words that both say, does one deny what the other affirms? */
const deniesOther = (charted: Facts, written: Facts): boolean =>
  written.stems.some(({ stem, start, end, meant }) => {
    const there = meant ? [] : charted.stems.filter((s) => s.stem === stem && !s.meant);
    if (there.length === 0) return false;
    const own = assertionAt(written.spans, start, end);
    const states = new Set(there.map((s) => assertionAt(charted.spans, s.start, s.end)));
    if (states.has(own)) return false;
    return own === 'negated' ? !states.has('possible') : own === 'affirmed' && states.has('negated');
  });

const oppositeOf = (charted: Facts, written: Facts): boolean => {
  const [a, b] = [charted, written].map((f) => new Set(f.stems.map((s) => s.stem)));
  if (!a || !b) return false;
  return OPPOSITES.some((group) => {
    const [was, is] = [group.filter((w) => a.has(w)), group.filter((w) => b.has(w))];
    return was.length > 0 && is.length > 0 && !is.some((w) => was.includes(w));
  });
};

/**
 * In what a wording differs from the entry that it says.
 * @param all everything that the entry gives must be there (an entry); not so for a part of a note
 */
export const differences = (
  charted: string,
  written: string,
  code: string | undefined,
  all: boolean,
): Difference[] => {
  const [c, w] = [factsIn(charted), factsIn(written)];
  const found: Difference[] = [];
  if (code !== undefined && !written.includes(code)) {
    const same = (other: string) => normaliseCode(other, 'cie10') === normaliseCode(code, 'cie10');
    const codes = findCodes(written).filter((x) => x.certain);
    if (!codes.some((x) => same(x.code))) found.push({ what: 'code', written: codes[0]?.code });
  }
  if (!sameSides(c, w, all)) found.push({ what: 'side' });
  if (!sameFigures(c, w, all) || otherBounds(charted, written)) found.push({ what: 'number' });
  if (deniesOther(c, w)) found.push({ what: 'negation' });
  if (oppositeOf(c, w)) found.push({ what: 'opposite' });
  return found;
};
