/**
 * Evolution notes as dated clauses: the units that are copied into the epicrisis whole. Split where the writer ended a
 * thought, never inside one, so that negation and laterality stay with what they qualify.
 */
import type { Fact, FactId } from '../../record/schema.ts';
import { fold } from '../../record/text.ts';
import { asCharted } from '../literal.ts';
import { type ClauseTopic, topicOf, weightOf } from './topics.ts';

export interface Clause {
  readonly noteId: FactId;
  /** Day as charted (the date without the hour), if any. */
  readonly day: string | undefined;
  /** Verbatim, without the punctuation that ended it. */
  readonly text: string;
  readonly topic: ClauseTopic;
  /** Clinical weight, 0 (formula) to 10 (complication, surgery, ICU). */
  readonly weight: number;
}

/** Longer runs without any end are not clauses: they are left out and reported, never cut. */
export const MAX_CLAUSE = 400;

const ABBREVIATION =
  /(?:^|[\s(])(?:dr|dra|sr|sra|srta|hrs?|mins?|aprox|ej|p\.?ej|vs|nº|n°|art|fig|tto|dg|dx|ev|vo|im|sc|comp|amp|etc|pte|pac|\p{L})\.$/iu;

/** Splits at line ends, «|», «;» and full stops that end a sentence. */
export const splitClauses = (note: string): string[] => {
  const parts: string[] = [];
  for (const line of note.split(/[\n\r|;•]+|\s[-–—]\s(?=\p{Lu})/u)) {
    let start = 0;
    for (const match of line.matchAll(/[.!?]+(?=\s+\S|$)/gu)) {
      const end = match.index + match[0].length;
      if (ABBREVIATION.test(line.slice(start, end)) && end < line.length) continue;
      parts.push(line.slice(start, end));
      start = end;
    }
    parts.push(line.slice(start));
  }
  return parts
    .map((p) => asCharted(p.replace(/^[\s\-–—*•·>.,:;]+/u, '')).replace(/[\s.,;:]+$/u, ''))
    .filter((p) => /[\p{L}\p{N}]/u.test(p));
};

/** Equal but for case, accents and punctuation. */
const sameKey = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const dayOf = (date: string | undefined): string | undefined =>
  date ? (/\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}/u.exec(date)?.[0] ?? asCharted(date)) : undefined;

export interface ClauseReading {
  readonly clauses: readonly Clause[];
  /** Runs over MAX_CLAUSE that were left out, by note. */
  readonly tooLong: readonly FactId[];
}

/**
 * All clauses of the notes, in the order given (time order: the caller sorts), repeats after the first left out.
 * @param notes facts of kind `note`
 */
export const readClauses = (notes: readonly Fact[]): ClauseReading => {
  const seen = new Set<string>();
  const clauses: Clause[] = [];
  const tooLong = new Set<FactId>();
  for (const note of notes) {
    for (const text of splitClauses(note.text)) {
      if (text.length > MAX_CLAUSE) {
        tooLong.add(note.id);
        continue;
      }
      const key = sameKey(text);
      if (key === '' || seen.has(key)) continue;
      seen.add(key);
      const topic = topicOf(text);
      clauses.push({ noteId: note.id, day: dayOf(note.date), text, topic, weight: weightOf(text, topic) });
    }
  }
  return { clauses, tooLong: [...tooLong] };
};
