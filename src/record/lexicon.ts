/**
 * Abbreviations found in charted text and what they stand for: for comparing and searching, and as a reading aid. Charted
 * words stay as charted in the document; an ambiguous abbreviation (PCR, IC, IRA, CX, FA, HTP, MP) has a sense only where
 * the kind of entry, or a figure after it, decides.
 */
import { ABBREVIATION_LINES } from './abbreviations.ts';
import type { FactKind } from './schema.ts';
import { fold } from './text.ts';

interface Sense {
  readonly text: string;
  readonly kinds: readonly string[];
  readonly figure: boolean;
}

interface Entry {
  readonly senses: readonly Sense[];
  /** Also an ordinary word when the text is in capitals. */
  readonly word: boolean;
}

const LINE = /^(.+?) = (.+?)(?: @([a-z,]+))?( #)?( ~)?$/u;

const read = (): ReadonlyMap<string, Entry> => {
  const entries = new Map<string, { senses: Sense[]; word: boolean }>();
  for (const line of ABBREVIATION_LINES) {
    const [, abbreviation = '', text = '', kinds, figure, word] = LINE.exec(line) ?? [];
    const entry = entries.get(abbreviation) ?? { senses: [], word: false };
    entry.senses.push({ text, kinds: kinds?.split(',') ?? [], figure: figure !== undefined });
    entry.word ||= word !== undefined;
    entries.set(abbreviation, entry);
  }
  return entries;
};
let lexicon: ReadonlyMap<string, Entry> | undefined;

export interface FoundAbbreviation {
  /** As charted. UTF-16 offsets. */
  readonly abbreviation: string;
  readonly start: number;
  readonly end: number;
  /** All that it may stand for. */
  readonly senses: readonly string[];
  /** The one meant here; absent where nothing decides. */
  readonly sense?: string;
}

const CANDIDATE = /(?<![\p{L}\p{N}_.-])(?:ARA II|[\p{Lu}][\p{L}\p{N}]{1,9})(?![\p{L}\p{N}_]|\.\p{L})/gu;
const FIGURE_AFTER = /^\s*(?::|=|de|en)?\s*\d/u;

/** The abbreviations of a text in order, as charted in an entry of this kind. */
export const findAbbreviations = (text: string, kind?: FactKind): FoundAbbreviation[] => {
  lexicon ??= read();
  const found: FoundAbbreviation[] = [];
  const capitals = !/\p{Ll}/u.test(text);
  for (const m of text.matchAll(CANDIDATE)) {
    const entry = lexicon.get(m[0]);
    if (!entry || (entry.word && capitals)) continue;
    const end = m.index + m[0].length;
    const [only] = entry.senses;
    const figure = FIGURE_AFTER.test(text.slice(end, end + 12));
    const decided =
      entry.senses.length === 1 && only
        ? [only]
        : entry.senses.filter((s) => (figure && s.figure) || (kind !== undefined && s.kinds.includes(kind)));
    const [meant] = decided;
    found.push({
      abbreviation: m[0],
      start: m.index,
      end,
      senses: entry.senses.map((s) => s.text),
      ...(decided.length === 1 && meant ? { sense: meant.text } : {}),
    });
  }
  return found;
};

/**
 * The text with each abbreviation whose sense is settled written out, for comparing or searching; unchanged when `on` is false
 * (the setting) or nothing is settled.
 */
export const expand = (text: string, context: { readonly kind?: FactKind; readonly on: boolean }): string => {
  if (!context.on) return text;
  let out = '';
  let at = 0;
  for (const { start, end, sense } of findAbbreviations(text, context.kind)) {
    if (sense === undefined) continue;
    out += text.slice(at, start) + sense;
    at = end;
  }
  return out + text.slice(at);
};

/** True when two entries of one kind say the same but for case, accents and abbreviations: "IAM" and "infarto agudo al miocardio". */
export const sameExpanded = (a: string, b: string, kind?: FactKind): boolean => {
  const context = kind === undefined ? { on: true } : { kind, on: true };
  return fold(expand(a, context)) === fold(expand(b, context));
};

export interface GlossaryEntry {
  readonly abbreviation: string;
  readonly sense: string;
}

/**
 * What to explain to the reader of several entries: each abbreviation once, in order of first mention, left out where any
 * mention is unsettled or two mentions differ in sense.
 */
export const glossary = (
  entries: readonly { readonly text: string; readonly kind?: FactKind }[],
): GlossaryEntry[] => {
  const senses = new Map<string, Set<string | undefined>>();
  for (const { text, kind } of entries)
    for (const { abbreviation, sense } of findAbbreviations(text, kind))
      senses.set(abbreviation, (senses.get(abbreviation) ?? new Set()).add(sense));
  return [...senses].flatMap(([abbreviation, all]) => {
    const [sense] = all;
    return all.size === 1 && sense !== undefined ? [{ abbreviation, sense }] : [];
  });
};
