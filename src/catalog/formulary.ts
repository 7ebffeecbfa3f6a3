/**
 * The starter formulary: drugs, fluids, blood products and gases as Chilean hospitals chart them, with their ATC codes
 * (WHO, fifth level), brand names and abbreviations; and the search for drug names in a text. A hospital's own list
 * (arsenal) comes on top of it. Compiled by the project: Chile publishes no open mapping. Sources: WHO Collaborating Centre for Drug
 * Statistics Methodology, ATC index (codes); Formulario Nacional de Medicamentos, DS 194/2005 MINSAL, and the ISP's register (names in use).
 */
import { fold, type Word, words } from '../record/text.ts';
import rows from './formulary.json' with { type: 'json' };

export interface Drug {
  /** As charted in Chile, in lower case ("losartán"): the name by which a match is known. */
  readonly name: string;
  /**
   * ATC code, fifth level; the class ("B03AC") where WHO lists no more or the name says no more. A drug with several
   * codes (metronidazol: J01XD01, P01AB01) has one entry for each.
   */
  readonly atc: string;
  /** Brand names, other spellings, abbreviations. */
  readonly synonyms: readonly string[];
}

export interface DrugMatch {
  /** As written in the text. */
  readonly name: string;
  /** The `name` of the drug in the formulary: equal for a drug and its synonyms. */
  readonly canonical: string;
  /**
   * Canonical names that this one also says: the components of a combination ("losartán/hidroclorotiazida": both), the
   * general name of a kind ("insulina NPH": "insulina"). A chart that holds this drug holds those; a combination
   * whose `parts` are all in the chart is in the chart.
   */
  readonly parts: readonly string[];
  /**
   * True when the words are ordinary Spanish, a laboratory test, or an abbreviation with another meaning ("potasio",
   * "suero", "albúmina", "HCT"): alone they do not prove that a drug is meant.
   */
  readonly common: boolean;
  /** UTF-16 offsets in the text given. */
  readonly start: number;
  readonly end: number;
}

/** All drugs, in the order of their codes. */
export const formulary: readonly Drug[] = (rows as [string, string, ...string[]][]).map(
  ([name, atc, ...synonyms]) => ({ name, atc, synonyms }),
);

const list = (...lines: string[]): string[] => lines.flatMap((line) => line.split(', '));

/** Names and synonyms that, standing alone, do not prove that a drug is meant. */
const COMMON: ReadonlySet<string> = new Set(
  list(
    // ordinary Spanish
    'agua, alcohol etílico, aminoácidos, cafeína, cristaloide, cristaloides, etanol, fierro, fisiológico, gelatina, hierro',
    'nicotina, oxigenoterapia, oxígeno, O2, sal, suero, urea, vaselina, yodo',
    // laboratory tests and physiology, blood
    'albúmina, antitrombina III, B12, bicarbonato, calcio, carnitina, cinc, factor IX, factor VIII, fibrinógeno, folato',
    'glóbulos rojos, glucosa, gonadotropina coriónica, hormona de crecimiento, magnesio, PPD, plaquetas, plasma, potasio',
    'selenio, sodio, somatotropina, tuberculina, zinc',
    // abbreviations with another meaning: hematocrito, sulfato ferroso
    'HCT, SF',
  ).map(fold),
);

/** Phrases that hold a drug's name and mean no drug. */
const NO_DRUG: readonly string[] = [
  ...['déficit', 'deficiencia', 'carencia', 'hipovitaminosis', 'insuficiencia'].flatMap((lack) =>
    list('B1, B6, B12, D, A, C, E, K').map((vitamin) => `${lack} de vitamina ${vitamin}`),
  ),
  ...list('déficit de ácido fólico, deficiencia de ácido fólico, déficit de tiamina, déficit de biotina'),
  ...list('resistencia a la insulina, resistencia a insulina, bomba de insulina, péptido natriurético'),
  ...list('antagonista de la vitamina K, antagonistas de la vitamina K, antagonistas de vitamina K'),
];

/** Drugs whose kinds ("insulina NPH") a text may call by the general name alone. */
const KINDS: ReadonlySet<string> = new Set(list('inmunoglobulina, insulina, penicilina, tenofovir'));

interface Entry {
  /** Folded words after the first. */
  readonly rest: readonly string[];
  /** None for a phrase that means no drug. */
  readonly canonical: string | undefined;
  readonly parts: readonly string[];
  readonly common: boolean;
  /** The spelling of a name of short words only: written so, or in capitals, or not meant. */
  readonly short: string | undefined;
  /** Components that are drugs of their own are one drug only when a sign joins them. */
  readonly joined: boolean;
}

type Index = ReadonlyMap<string, readonly Entry[]>;

const COMPONENTS = /\s*[/+]\s*/;
const key = (text: string): string[] => words(text).map((w) => w.folded);

/** Other ways to write a name: a combination with its parts in another order, "ac." for "ácido", no "de". */
const spellings = (name: string): string[] => {
  const parts = name.split(COMPONENTS);
  const orders = parts.length === 2 ? [parts, parts.toReversed()] : [parts];
  const joints = parts.length === 2 ? [' ', ' con ', ' y '] : [' '];
  const all = orders
    .flatMap((order) => joints.map((joint) => order.join(joint)))
    .flatMap((s) => [s, s.replace(/ácido /giu, 'ac ')])
    .flatMap((s) => [s, s.replaceAll(' de ', ' ')]);
  return [...new Set(all)];
};

const buildIndex = (): Index => {
  const owners = new Map<string, string>();
  for (const drug of formulary)
    for (const name of [drug.name, ...drug.synonyms]) owners.set(fold(name), drug.name);
  const own = (name: string, of: string): string[] => {
    const owner = owners.get(fold(name));
    return owner === undefined || owner === of ? [] : [owner];
  };

  const index = new Map<string, Entry[]>();
  const add = (spelling: string, entry: Omit<Entry, 'rest'>) => {
    const [first, ...rest] = key(spelling);
    if (first === undefined) return;
    const entries = index.get(first) ?? [];
    index.set(first, entries);
    if (!entries.some((e) => e.rest.join(' ') === rest.join(' '))) entries.push({ ...entry, rest });
  };

  for (const phrase of NO_DRUG)
    add(phrase, { canonical: undefined, parts: [], common: false, short: undefined, joined: false });
  for (const drug of formulary) {
    const components = drug.name.split(COMPONENTS);
    const parts =
      components.length > 1
        ? components.flatMap((c) => own(c, drug.name))
        : own(components[0]?.split(' ').find((w) => KINDS.has(w)) ?? '', drug.name);
    for (const name of [drug.name, ...drug.synonyms]) {
      const pieces = name.split(COMPONENTS);
      const entry = {
        canonical: drug.name,
        parts,
        common: COMMON.has(fold(name)),
        short: key(name).every((w) => w.replace(/\P{L}+/gu, '').length < 4) ? name : undefined,
        joined: pieces.length > 1 && pieces.every((piece) => own(piece, drug.name).length > 0),
      };
      for (const spelling of spellings(name)) add(spelling, entry);
    }
  }
  // longest first
  for (const entries of index.values()) entries.sort((a, b) => b.rest.length - a.rest.length);
  return index;
};

let built: Index | undefined;

/** A dose written against its drug: "Losartan50mg" is one word. */
const GLUED_DOSE = /^(\p{L}{4,})\p{N}/u;
const JOINING = /[/+]|\p{L}-\p{L}/u;
const ALPHANUMERIC = /[\p{L}\p{N}]/u;

/** True when the words from `at` on are those of the entry. */
const stands = (entry: Entry, found: readonly Word[], at: number, text: string): boolean => {
  const first = found[at];
  const last = found[at + entry.rest.length];
  if (!first || !last || !entry.rest.every((word, i) => found[at + 1 + i]?.folded === word)) return false;
  if (entry.rest.length === 0 && entry.short === undefined) return true;
  const written = text.slice(first.start, last.end);
  // a name does not run over a sentence, a list or a line
  if (/[\n;:]|,(?!\d)|[.!?]\s+\p{Lu}\p{Ll}/u.test(written.replace(/\bac\.\s/giu, ''))) return false;
  if (entry.joined && !JOINING.test(written)) return false;
  return (
    entry.short === undefined ||
    ((written === entry.short || written === written.toUpperCase()) &&
      !ALPHANUMERIC.test(text.charAt(first.start - 1)) &&
      !ALPHANUMERIC.test(text.charAt(last.end)))
  );
};

/**
 * Every drug name or synonym that stands in the text as whole words, from left to right, never overlapping, the longest
 * first ("cloruro de potasio", not "potasio"). Case, accents, hyphens and slashes do not matter, and a salt may follow
 * ("losartán potásico"). A name of fewer than four letters counts only in capitals ("AAS") or exactly as listed ("KCl").
 * Two drugs that may also stand side by side are a combination only when joined by "/", "+" or a hyphen
 * ("salbutamol/ipratropio"; "salbutamol e ipratropio" are two).
 */
export const findDrugNames = (text: string): DrugMatch[] => {
  built ??= buildIndex();
  const found = words(text);
  const matches: DrugMatch[] = [];
  for (let at = 0; at < found.length; at++) {
    const first = found[at];
    if (!first) continue;
    let entry = built.get(first.folded)?.find((e) => stands(e, found, at, text));
    let end = found[at + (entry?.rest.length ?? 0)]?.end ?? first.end;
    if (!entry) {
      const bare = GLUED_DOSE.exec(first.raw)?.[1];
      if (bare === undefined) continue;
      entry = built.get(fold(bare))?.find((e) => e.rest.length === 0);
      end = first.start + bare.length;
    }
    if (!entry) continue;
    at += entry.rest.length;
    const { canonical, parts, common } = entry;
    if (canonical === undefined) continue;
    matches.push({ name: text.slice(first.start, end), canonical, parts, common, start: first.start, end });
  }
  return matches;
};

/** The drugs with this ATC code; of a class ("C09AA", "J01"), all in it. None for text that is no ATC code. */
export const drugsOfAtc = (code: string): Drug[] => {
  const wanted = code.trim().toUpperCase();
  if (!/^[A-Z](?:\d\d(?:[A-Z](?:[A-Z](?:\d\d)?)?)?)?$/.test(wanted)) return [];
  return formulary.filter((drug) => drug.atc.startsWith(wanted));
};
