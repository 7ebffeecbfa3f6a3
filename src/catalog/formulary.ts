/**
 * The starter formulary: drugs, fluids, blood products and gases as Chilean hospitals chart them, with their ATC codes
 * (WHO, fifth level), brand names and abbreviations; and the search for drug names in a text. A hospital's own list
 * (arsenal) comes on top of it.
 */
import { fold, type Word, words } from '../record/text.ts';
import rows from './formulary.json' with { type: 'json' };

export interface Drug {
  /** As charted in Chile, in lower case ("losartán"): the name by which a match is known. */
  readonly name: string;
  /** ATC code, fifth level. A drug with several codes (metronidazol: J01XD01, P01AB01) has one entry for each. */
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
   * True when the words are ordinary Spanish, a laboratory test, or an abbreviation with another meaning ("potasio",
   * "suero", "albúmina", "HCT"): alone they do not prove that a drug is meant.
   */
  readonly common: boolean;
  /** UTF-16 offsets in the text given. */
  readonly start: number;
  readonly end: number;
}

/** All drugs, in the order of the file. */
export const formulary: readonly Drug[] = (rows as [string, string, ...string[]][]).map(
  ([name, atc, ...synonyms]) => ({ name, atc, synonyms }),
);

/** Names and synonyms that, standing alone, do not prove that a drug is meant. */
const COMMON: ReadonlySet<string> = new Set(
  [
    // ordinary Spanish
    'agua, aire, alcohol, cafeína, etanol, fierro, gelatina, hierro, nicotina, parafina, sal, suero, talco, vaselina, yodo',
    // laboratory tests and physiology; blood products
    'albúmina, antitrombina III, B12, bicarbonato, calcio, cobre, factor VIII, factor IX, fibrinógeno, fosfato, fósforo',
    'glóbulos rojos, glucosa, hormona de crecimiento, insulina, magnesio, oxígeno, O2, PPD, plaquetas, plasma, potasio, selenio',
    'sodio, tuberculina, urea, zinc',
    // abbreviations with another meaning: hematocrito, sulfato ferroso
    'HCT, SF',
  ].flatMap((line) => line.split(', ').map(fold)),
);

interface Entry {
  /** Folded words after the first. */
  readonly rest: readonly string[];
  readonly canonical: string;
  readonly common: boolean;
  /** The spelling of a name of fewer than four letters: written so, or in capitals, or not meant. */
  readonly short?: string;
}

const SEPARATOR = /\s*[/+]\s*/;
const JOINTS = [' ', ' y ', ' con ', ' más '];

/** The ways to write a name: parts of a combination in another order or joined by a word, "ac." for "ácido", no "de". */
const spellings = (name: string): string[] => {
  const parts = name.split(SEPARATOR);
  const orders = parts.length === 2 ? [parts, parts.toReversed()] : [parts];
  const joined =
    parts.length === 1
      ? [name]
      : orders.flatMap((order) =>
          JOINTS.map((joint) => `${order.slice(0, -1).join(' ')}${joint}${order.at(-1)}`),
        );
  return joined
    .flatMap((s) => [s, s.replace(/ácido /giu, 'ac ')])
    .flatMap((s) => [s, s.replaceAll(' de ', ' ')]);
};

const buildIndex = (): ReadonlyMap<string, Entry[]> => {
  const index = new Map<string, Entry[]>();
  for (const drug of formulary) {
    for (const name of [drug.name, ...drug.synonyms]) {
      const short = name.replace(/\P{L}+/gu, '').length < 4 ? { short: name } : {};
      for (const spelling of spellings(name)) {
        const [first, ...rest] = words(spelling).map((w) => w.folded);
        if (first === undefined) continue;
        const entries = index.get(first) ?? [];
        index.set(first, entries);
        if (entries.some((e) => e.rest.join(' ') === rest.join(' '))) continue;
        entries.push({ rest, canonical: drug.name, common: COMMON.has(fold(name)), ...short });
      }
    }
  }
  // longest first
  for (const entries of index.values()) entries.sort((a, b) => b.rest.length - a.rest.length);
  return index;
};

let built: ReadonlyMap<string, Entry[]> | undefined;

/** A dose written against its drug: "Losartan50mg" is one word. */
const GLUED_DOSE = /^(\p{L}{4,})\p{N}/u;

const ALPHANUMERIC = /[\p{L}\p{N}]/u;

/** True when the words from `at` on are those of the entry. */
const stands = (entry: Entry, found: readonly Word[], at: number, text: string): boolean => {
  if (!entry.rest.every((word, i) => found[at + 1 + i]?.folded === word)) return false;
  if (entry.short === undefined) return true;
  const start = found[at]?.start ?? 0;
  const end = found[at + entry.rest.length]?.end ?? start;
  const written = text.slice(start, end);
  return (
    (written === entry.short || written === written.toUpperCase()) &&
    !ALPHANUMERIC.test(text.charAt(start - 1)) &&
    !ALPHANUMERIC.test(text.charAt(end))
  );
};

/**
 * Every drug name or synonym that stands in the text as whole words, from left to right, never overlapping, the longest
 * first ("cloruro de potasio", not "potasio"). Case, accents, hyphens and slashes do not matter; a name of fewer than
 * four letters counts only when written in capitals ("AAS") or exactly as listed ("KCl").
 */
export const findDrugNames = (text: string): DrugMatch[] => {
  built ??= buildIndex();
  const found = words(text);
  const matches: DrugMatch[] = [];
  for (let at = 0; at < found.length; at++) {
    const first = found[at];
    if (!first) continue;
    const entry = built.get(first.folded)?.find((e) => stands(e, found, at, text));
    if (entry) {
      const end = found[at + entry.rest.length]?.end ?? first.end;
      const { canonical, common } = entry;
      matches.push({ name: text.slice(first.start, end), canonical, common, start: first.start, end });
      at += entry.rest.length;
      continue;
    }
    const bare = GLUED_DOSE.exec(first.raw)?.[1];
    const glued = bare === undefined ? undefined : built.get(fold(bare))?.find((e) => e.rest.length === 0);
    if (bare !== undefined && glued) {
      const { canonical, common } = glued;
      matches.push({ name: bare, canonical, common, start: first.start, end: first.start + bare.length });
    }
  }
  return matches;
};

/** The drugs with this ATC code; of a class ("C09AA", "J01"), all in it. None for text that is no ATC code. */
export const drugsOfAtc = (code: string): Drug[] => {
  const wanted = code.trim().toUpperCase();
  if (!/^[A-Z](?:\d\d(?:[A-Z](?:[A-Z](?:\d\d)?)?)?)?$/.test(wanted)) return [];
  return formulary.filter((drug) => drug.atc.startsWith(wanted));
};
